import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { findChromium } from '../support/vscode/chromium';
import { chosenCodeServer, installCodeServer } from '../support/vscode/install';
import type { CodeServerChoice } from '../support/vscode/install';
import { freePort } from '../support/vscode/process';
import { keptMessages } from '../support/vscode/messages';
import { QuickInput } from '../support/vscode/quickInput';
import { startSession, stopSession } from '../support/vscode/session';
import type { Session } from '../support/vscode/session';
import { TreeView } from '../support/vscode/treeView';
import { click, takePicture, waitFor } from '../support/vscode/waits';
import { webviewFrame } from '../support/vscode/webviewFrame';

export interface WorkbenchOptions {
  /** The folder to open. */
  folder: string;
  /** Where this VS Code keeps everything; a temporary folder, removed by close(), when not given. */
  userDataDir?: string;
  settings?: Readonly<Record<string, unknown>>;
  /** Environment variables for the extension host. */
  env?: Readonly<Record<string, string>>;
  /** The packaged extension; the product's by default (`npm run package` makes it). */
  vsix?: string;
  version?: CodeServerChoice;
  /** A browser window one can watch. */
  headed?: boolean;
}

const root = join(import.meta.dirname, '..', '..');
const productVsix = join(root, 'dist', 'odoo-api-explorer.vsix');

/** Starts a VS Code with the packaged extension and opens it in a browser. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const vsix = options.vsix ?? productVsix;
  if (!existsSync(vsix)) throw new Error(`There is no ${vsix}. Make it first: npm run package`);
  const found = await findChromium();
  if (found.path === undefined) throw new Error(found.reason);
  const codeServer = await installCodeServer(options.version ?? chosenCodeServer());
  const data = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'odoo-api-explorer-'));
  const port = await freePort();
  const start = (installs: boolean): Promise<Session> => {
    const from = {
      codeServer,
      folder: options.folder,
      userDataDir: data,
      port,
      ...(installs && { extensionVsix: vsix }),
      ...(options.settings && { settings: options.settings }),
      ...(options.env && { env: options.env }),
    };
    return startSession(from, found.path, options.headed ?? false);
  };
  const removeData = (): void => {
    if (options.userDataDir === undefined) rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  const workbench = new Workbench(await start(true), () => start(false), removeData);
  try {
    await workbench.ready();
  } catch (error) {
    await workbench.close();
    throw error;
  }
  return workbench;
}

/** The workbench as a person sees it. Every wait ends, with an error that says what was expected and what was there. */
export class Workbench {
  constructor(
    private session: Session,
    private readonly again: () => Promise<Session>,
    private readonly removeData: () => void,
  ) {}

  get page(): Page {
    return this.session.page;
  }

  /** The address of this workbench, for a person's own browser. */
  get url(): string {
    return this.session.server.url;
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  /** Opens the page and waits until extensions are running. */
  async ready(): Promise<void> {
    await this.page.goto(this.url, { timeout: 60_000 });
    await this.started();
  }

  private async started(): Promise<void> {
    await waitFor(
      this.page,
      'the workbench with its status bar',
      async () =>
        (await this.page.locator('.monaco-workbench .statusbar-item').count()) > 0 ? true : undefined,
      60_000,
    );
  }

  /** Reloads the window by its command, which lets VS Code write its state down first. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 60_000 });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.started();
  }

  /** Quits VS Code and starts it again with the same data: settings, secrets and state are kept. */
  async restart(): Promise<void> {
    await this.stop();
    this.session = await this.again();
    await this.ready();
  }

  /** Runs a command from the palette by its title; its category ("Odoo: ") and a closing "…" may be left out. */
  async command(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  /** Opens a file of the folder by its name or the end of its path. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.type(name);
    const last = name.split('/').at(-1) ?? name;
    await this.quickInput.choose(name, (item) => item.label === last, name);
    await this.tab(last);
  }

  /** A view of the side bar, such as "Connections", after opening its container (ours by default). */
  async tree(view: string, container: string = ourContainer()): Promise<TreeView> {
    await this.openContainer(container);
    return new TreeView(this.page, view);
  }

  /** Waits until a command has brought a view to the front: that closes what is open meanwhile, such as a menu. */
  async viewFocused(view: string): Promise<void> {
    const list = this.page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) :focus`);
    await waitFor(this.page, `the view "${view}" focused`, async () =>
      (await list.count()) > 0 ? true : undefined,
    );
  }

  async openContainer(title: string): Promise<void> {
    const icon = this.page
      .locator(`.activitybar .action-item a.action-label[aria-label^="${title}"]`)
      .first();
    const heading = this.page.locator('.sidebar .title-label', {
      hasText: new RegExp(`^${escapeRegExp(title)}`, 'i'),
    });
    let clicked = 0;
    await waitFor(this.page, `the side bar "${title}"`, async () => {
      if (await heading.isVisible()) return true;
      // A second click would close it again, so the first gets time to work.
      if (Date.now() - clicked > 3000 && (await icon.isVisible())) {
        await icon.click({ timeout: 3000 });
        clicked = Date.now();
      }
      return undefined;
    });
  }

  /** Waits for a notification that contains the text, and gives its full text. */
  async notification(text: string): Promise<string> {
    return waitFor(this.page, `a notification with "${text}"`, async () => {
      const toast = this.toast(text);
      return (await toast.isVisible())
        ? oneLine(await toast.locator('.notification-list-item-message').innerText())
        : undefined;
    });
  }

  /** Presses a button of the notification that contains the text. */
  async clickNotificationButton(text: string, button: string): Promise<void> {
    await this.notification(text);
    const buttons = this.toast(text).locator('.notification-list-item-buttons-container .monaco-button');
    await waitFor(this.page, `the button "${button}" on the notification "${text}"`, async () => {
      const labels = await buttons.allInnerTexts();
      const index = labels.findIndex((label) => label.trim() === button);
      if (index < 0) throw new Error(`it has the buttons: ${labels.join(' | ')}`);
      await buttons.nth(index).click({ timeout: 3000 });
      return true;
    });
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
  }

  /** Waits for a modal dialog that contains the text, and gives its full text. */
  async dialog(text: string): Promise<string> {
    const box = this.page.locator('.monaco-dialog-box');
    return waitFor(this.page, `a dialog with "${text}"`, async () => {
      const shown = (await box.isVisible()) ? oneLine(await box.innerText()) : '';
      return shown.includes(text) ? shown : undefined;
    });
  }

  async clickDialogButton(text: string, button: string): Promise<void> {
    await this.dialog(text);
    const buttons = this.page.locator('.monaco-dialog-box .dialog-buttons .monaco-button');
    await click(
      this.page,
      `the button "${button}" of the dialog "${text}"`,
      buttons.filter({ hasText: button }).first(),
    );
  }

  /** Waits for the status bar item that contains the text; it can be clicked and read. */
  async statusBarItem(text: string): Promise<Locator> {
    const item = this.page.locator('.statusbar-item', { hasText: text }).first();
    await waitFor(
      this.page,
      `"${text}" in the status bar`,
      async () => ((await item.isVisible()) ? true : undefined),
      60_000,
    );
    return item;
  }

  /** Waits for the editor tab with this title, and brings it to the front. */
  async tab(title: string): Promise<Locator> {
    const index = await waitFor(this.page, `an editor tab "${title}"`, async () => {
      const found = (await this.tabs()).indexOf(title);
      return found < 0 ? undefined : found;
    });
    const tab = this.page.locator('.tabs-container .tab').nth(index);
    if ((await tab.getAttribute('aria-selected')) !== 'true')
      await click(this.page, `the tab "${title}"`, tab);
    return tab;
  }

  /** The titles of the open editors, from left to right. */
  async tabs(): Promise<string[]> {
    return this.page.locator('.tabs-container .tab').evaluateAll((tabs) =>
      tabs.map((tab) => {
        // Newer versions show a file's extension in an element of its own.
        const parts = tab.querySelectorAll('.monaco-icon-name-container, .monaco-icon-suffix-container');
        return [...parts]
          .map((part) => part.textContent)
          .join('')
          .trim();
      }),
    );
  }

  /** Brings the tab to the front and gives the page inside it. */
  async webview(title: string): Promise<FrameLocator> {
    await this.tab(title);
    return webviewFrame(this.page, title);
  }

  /** What the clipboard holds, after a "Copy" of the extension. */
  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Everything a person could read now, in the workbench and in every page inside it, with the values of fields. */
  async text(): Promise<string> {
    const texts: string[] = [];
    for (const frame of this.page.frames()) {
      texts.push(
        await frame
          .evaluate(() => {
            const fields = [
              ...document.querySelectorAll<HTMLInputElement>('input:not([type=password]), textarea'),
            ];
            const titles = [...document.querySelectorAll('[title], [aria-label]')];
            return [
              document.body.innerText,
              ...fields.map((field) => field.value),
              ...titles.map(
                (element) =>
                  `${element.getAttribute('title') ?? ''} ${element.getAttribute('aria-label') ?? ''}`,
              ),
            ].join('\n');
          })
          .catch(() => ''), // The frame went away meanwhile.
      );
    }
    return texts.join('\n');
  }

  /** Every message between the host and the pages that are open now. */
  async messages(): Promise<string> {
    return keptMessages(this.page);
  }

  /** Saves a picture as out/screenshots/<name>.png. */
  async screenshot(name: string): Promise<string> {
    return takePicture(this.page, name);
  }

  async close(): Promise<void> {
    await this.stop();
    this.removeData();
  }

  private async stop(): Promise<void> {
    await stopSession(this.session);
  }

  private toast(text: string): Locator {
    return this.page.locator('.notification-toast', { hasText: text }).first();
  }
}

interface Manifest {
  contributes?: { viewsContainers?: { activitybar?: { title: string }[] } };
}

/** The title of the product's own place in the activity bar. */
function ourContainer(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const title = manifest.contributes?.viewsContainers?.activitybar?.[0]?.title;
  if (title === undefined) throw new Error('package.json contributes no view container to the activity bar.');
  return title;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
