import type { FrameLocator, Page } from 'playwright-core';

/** What a person could not read on a page: too little contrast, or beyond the edge. */
export async function hardToRead(page: FrameLocator | Page): Promise<string[]> {
  return page.locator('body').evaluate(findHardToRead);
}

/** Runs in the page. WCAG 2.1: 1.4.3 (4.5 to 1, 3 to 1 for large text) and 1.4.10; what cannot be used now is left out. */
function findHardToRead(body: HTMLElement): string[] {
  type Color = [red: number, green: number, blue: number, alpha: number];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (css: string): Color => {
    if (!canvas || css === '') return [0, 0, 0, 0];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top: Color, below: Color): Color => {
    const mix = (one: number, other: number): number => one * top[3] + other * (1 - top[3]);
    return [mix(top[0], below[0]), mix(top[1], below[1]), mix(top[2], below[2]), 1];
  };
  const light = ([red, green, blue]: Color): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const parentOf = (element: Element): Element | null => {
    if (element.assignedSlot) return element.assignedSlot;
    const root = element.getRootNode();
    return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const root = getComputedStyle(document.documentElement);
  const page = read(root.getPropertyValue('--vscode-editor-background').trim());
  const found: string[] = [];
  const check = (element: Element, text: string): void => {
    const style = getComputedStyle(element);
    const layers: Color[] = [];
    let opacity = 1;
    for (let up: Element | null = element; up; up = parentOf(up)) {
      const { backgroundColor, opacity: own } = getComputedStyle(up);
      opacity *= Number(own);
      layers.push(read(backgroundColor));
    }
    const background = layers.reverse().reduce((below, layer) => over(layer, below), page);
    const [red, green, blue, alpha] = read(style.color);
    const color = over([red, green, blue, alpha * opacity], background);
    const [dim = 0, bright = 0] = [light(color), light(background)].sort((one, other) => one - other);
    const ratio = (bright + 0.05) / (dim + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      const shown = (css: Color): string => css.slice(0, 3).map(Math.round).join(',');
      found.push(`“${text.slice(0, 40)}” ${ratio.toFixed(2)}: ${shown(color)} on ${shown(background)}`);
    }
  };
  const visit = (element: Element): void => {
    const disabled = element.matches(':disabled, [disabled], [aria-disabled="true"], [aria-hidden="true"]');
    if (disabled || !element.checkVisibility({ visibilityProperty: true })) return;
    const { width, height } = element.getBoundingClientRect();
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const text = own.map((node) => (node.textContent ?? '').trim()).join('');
    // What only a screen reader reads is one dot large.
    if (text !== '' && width > 2 && height > 2) check(element, text);
    if (element instanceof HTMLInputElement && element.type !== 'checkbox' && element.value !== '')
      check(element, element.value);
    for (const child of element.shadowRoot?.children ?? []) visit(child);
    for (const child of element.children) visit(child);
  };
  visit(body);
  const beyond = document.documentElement.scrollWidth - innerWidth;
  return beyond > 0 ? [...found, `The page is ${beyond} dots wider than its window.`] : found;
}
