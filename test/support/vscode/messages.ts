import type { Page } from 'playwright-core';

/** Runs in every frame before its own scripts: keeps every message that comes or goes there. */
export function recordMessages(): void {
  const kept: string[] = [];
  Object.assign(globalThis, { keptMessages: kept });
  const keep = (data: unknown): void => {
    try {
      kept.push(JSON.stringify(data));
    } catch {
      // Not data: a port or a window, which holds no text.
    }
  };
  const keepEvent = (event: Event): void => keep((event as MessageEvent).data);
  addEventListener('message', keepEvent, true);
  const { prototype } = MessagePort;
  const post = Object.getOwnPropertyDescriptor(prototype, 'postMessage');
  const receive = Object.getOwnPropertyDescriptor(prototype, 'onmessage');
  if (!post || !receive) return;
  Object.defineProperty(prototype, 'postMessage', {
    ...post,
    value(this: MessagePort, ...args: unknown[]) {
      keep(args[0]);
      Reflect.apply(post.value as () => void, this, args);
    },
  });
  Object.defineProperty(prototype, 'onmessage', {
    ...receive,
    set(this: MessagePort, handler: unknown) {
      this.addEventListener('message', keepEvent);
      receive.set?.call(this, handler);
    },
  });
}

/** What recordMessages kept in the frames of the pages, as text. */
export async function keptMessages(page: Page): Promise<string> {
  const all: string[] = [];
  for (const frame of page.frames()) {
    // The workbench's own frame carries the person's typing to the host, password boxes included.
    if (frame === page.mainFrame()) continue;
    const kept = await frame
      .evaluate(() => (globalThis as { keptMessages?: string[] }).keptMessages ?? [])
      .catch((): string[] => []); // The frame went away meanwhile.
    all.push(...kept);
  }
  return all.join('\n');
}
