import { nameOfRow } from './gridData';

/** Milliseconds of every frame of a scripted scroll, and of every far jump until the row is there with its text. */
export interface ScrollTimes {
  steady: number[];
  sideways: number[];
  jumps: number[];
  arrivals: number[];
}

/** Milliseconds after which a grid that still shows other rows is scrolled by one more pixel. */
const nudgeAfter = 1000;

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Whether a row stands on the page with its text. */
function stands(app: HTMLElement, ours: boolean, row: number): boolean {
  const name = nameOfRow(row);
  const found = app.querySelectorAll(ours ? `[data-row="${row}"]` : `[row-index="${row}"]`);
  return [...found].some((element) => element.textContent.includes(name));
}

/** Milliseconds that a grid may take until what is looked for is there. */
const patience = 60_000;

/** Milliseconds from the call of `show` until the first row has been painted with its values. */
export async function firstPaint(app: HTMLElement, ours: boolean, show: () => void): Promise<number> {
  const started = performance.now();
  show();
  while (performance.now() - started < patience) {
    await frame();
    if (stands(app, ours, 0) && stands(app, ours, 20)) {
      // What was made in this frame is painted before the next.
      await frame();
      return performance.now() - started;
    }
  }
  throw new Error('The grid showed no rows.');
}

const steadyFrames = 120;
const sidewaysFrames = 60;
const jumpCount = 15;

export async function scroll(
  app: HTMLElement,
  ours: boolean,
  rowCount: number,
  rowHeight: number,
): Promise<ScrollTimes> {
  const down = scrollerOf(app, 'scrollHeight');
  const across = scrollerOf(app, 'scrollWidth');
  const times: ScrollTimes = { steady: [], sideways: [], jumps: [], arrivals: [] };
  let before = await frame();
  const frames = async (count: number, into: number[], step: () => void): Promise<void> => {
    before = await frame();
    for (let index = 0; index < count; index++) {
      step();
      const now = await frame();
      into.push(now - before);
      before = now;
    }
  };
  await frames(steadyFrames, times.steady, () => (down.scrollTop += 40));
  let direction = 40;
  await frames(sidewaysFrames, times.sideways, () => {
    const left = across.scrollLeft;
    across.scrollLeft += direction;
    if (across.scrollLeft === left) direction = -direction;
  });
  across.scrollLeft = 0;
  await frame();
  for (let jump = 1; jump <= jumpCount; jump++) {
    const row = (jump * 7919 * 13) % (rowCount - 100);
    const started = performance.now();
    before = await frame();
    down.scrollTop = row * rowHeight;
    let arrived = false;
    let nudged = started;
    while (!arrived && performance.now() - started < patience) {
      const now = await frame();
      times.jumps.push(now - before);
      before = now;
      arrived = stands(app, ours, row + 5);
      // A grid that missed the end of a jump gets another event to find its place by.
      if (!arrived && now - nudged > nudgeAfter) {
        nudged = now;
        down.scrollTop += 1;
      }
    }
    if (!arrived) throw new Error(`Row ${row + 5} did not come.`);
    times.arrivals.push(performance.now() - started);
  }
  return times;
}

/** What scrolls by far the most in a direction. */
function scrollerOf(app: HTMLElement, size: 'scrollHeight' | 'scrollWidth'): HTMLElement {
  const visible = size === 'scrollHeight' ? 'clientHeight' : 'clientWidth';
  const candidates = [...app.querySelectorAll<HTMLElement>('*')].filter((element) => {
    const overflow = getComputedStyle(element)[size === 'scrollHeight' ? 'overflowY' : 'overflowX'];
    return (
      (overflow === 'auto' || overflow === 'scroll') &&
      element[visible] > 100 &&
      element[size] > element[visible] + 100
    );
  });
  candidates.sort((a, b) => b[size] - a[size]);
  const [first] = candidates;
  if (!first) throw new Error('Nothing in the grid can be scrolled.');
  return first;
}
