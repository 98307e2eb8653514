import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundles';

const source = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** WCAG 2.0 to 2.2 at levels A and AA, and what axe holds to be good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds wrong with the page as it stands: one line for each element, "color-contrast: #app > .x (4.1 of 4.5:1)".
 * @param within looks at the part of the page that this selector names, and at nothing else
 */
export async function axeViolations(page: Page, within?: string): Promise<string[]> {
  // A string goes by the debugger, past the page's content security policy.
  await page.evaluate(`window.axe ?? (() => { ${source} })()`);
  const { violations } = await page.evaluate(
    // The page's policy lets it fetch nothing, and axe would read the style sheets once more.
    ([selector, values]): Promise<axe.AxeResults> =>
      window.axe.run(selector ?? document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
        preload: false,
      }),
    [within, tags] as const,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.flat().join(' ')}\n  ${node.failureSummary ?? ''}`),
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
