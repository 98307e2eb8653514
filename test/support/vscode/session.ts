import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumOptions } from './chromium';
import { startCodeServer } from './codeServer';
import type { CodeServerStart, RunningCodeServer } from './codeServer';
import { recordMessages } from './messages';

export interface Session {
  server: RunningCodeServer;
  context: BrowserContext;
  page: Page;
}

/**
 * Starts a VS Code and a browser for it. The browser's profile is kept beside VS Code's data: there, and by the server's
 * address, code-server keeps the extension's secrets.
 */
export async function startSession(
  start: CodeServerStart,
  chromiumPath: string,
  headed: boolean,
): Promise<Session> {
  const server = await startCodeServer(start);
  try {
    const context = await chromium.launchPersistentContext(join(start.userDataDir, 'browser'), {
      ...chromiumOptions(chromiumPath, !headed),
      viewport: { width: 1400, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    // tsx compiles functions with a call of this helper, also those that run in the page.
    await context.addInitScript('globalThis.__name ??= (value) => value;');
    await context.addInitScript(recordMessages);
    return { server, context, page: context.pages()[0] ?? (await context.newPage()) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export async function stopSession(session: Session): Promise<void> {
  await session.context.close().catch(() => undefined); // The browser may be gone already.
  await session.server.stop();
}
