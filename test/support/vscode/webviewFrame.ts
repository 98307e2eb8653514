import type { FrameLocator, Page } from 'playwright-core';
import { waitFor } from './waits';

/**
 * The page of a tab that was just brought to the front. VS Code lays its pages over the editors and names them by random
 * ids, so it is the one shown in the active group.
 */
export async function webviewFrame(page: Page, title: string): Promise<FrameLocator> {
  let last: string | undefined;
  const name = await waitFor(page, `the page of the tab "${title}"`, async () => {
    const before = last;
    last = await nameInActiveGroup(page);
    if (last !== undefined && last === before) return last;
    await page.waitForTimeout(100); // Just after a switch the earlier page may still be there.
    return undefined;
  });
  return page.frameLocator(`iframe.webview[name="${name}"]`).frameLocator('iframe#active-frame');
}

async function nameInActiveGroup(page: Page): Promise<string | undefined> {
  const group = await page.locator('.editor-group-container.active').first().boundingBox();
  if (!group) return undefined;
  for (const frame of await page.locator('iframe.webview').all()) {
    const box = (await frame.isVisible()) ? await frame.boundingBox() : null;
    if (!box || box.x < group.x - 1 || box.x + box.width > group.x + group.width + 1) continue;
    if (box.y < group.y - 1 || box.y + box.height > group.y + group.height + 1) continue;
    const body = frame.contentFrame().locator('iframe#active-frame').contentFrame().locator('body > *');
    if ((await body.count()) > 0) return (await frame.getAttribute('name')) ?? undefined;
  }
  return undefined;
}
