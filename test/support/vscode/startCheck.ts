import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkbench } from '../../e2e/workbench';
import { takePicture, waitFor } from './waits';
import type { StartConnection } from './startConnection';

/** What a person would do first, unattended: look at the connection, open a request on a model, send it, read rows. */
export async function checkStart(connection: StartConnection, model: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-start-'));
  const workbench = await openWorkbench({ folder, env: connection.env });
  try {
    const tree = await workbench.tree('Connections');
    await tree.expand(connection.name);
    const models = await tree.labels(connection.name);
    console.log(`Connection: ${connection.name} (${connection.url}), ${models.length} rows under it`);

    await tree.inlineAction([connection.name, model], 'New Request');
    const page = await workbench.webview(model);
    console.log(`Model: ${model}`);
    await page.getByTestId('send').click({ timeout: 20_000 });
    const summary = page.getByTestId('result-summary');
    await waitFor(workbench.page, 'the number of records after Send', async () =>
      (await summary.isVisible()) ? true : undefined,
    );
    const rows = page.getByTestId('grid').getByRole('row');
    const cells = await waitFor(workbench.page, 'rows with values in the grid', async () => {
      const texts = await rows.evaluateAll((all) =>
        all
          .map((row) => [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')])
          .map((cellsOfRow) =>
            cellsOfRow.map(
              (cell) => cell.title || (cell.querySelector('span')?.title ?? '') || cell.innerText,
            ),
          )
          .filter((values) => values.some((value) => value.trim() !== '')),
      );
      return texts.length > 0 ? texts : undefined;
    });
    console.log(`Answer: ${(await summary.innerText()).replace(/\s+/g, ' ').trim()}`);
    for (const row of cells.slice(0, 5)) console.log(`  ${row.slice(0, 6).join(' | ')}`);
    console.log(`Picture: ${await takePicture(workbench.page, 'start-check')}`);
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
