import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFailed } from 'vitest';
import { Builder } from './builder';
import { Server } from './server';
import { connectionEnv, findTarget, type Target } from './target';
import { openWorkbench, type Workbench } from './workbench';

/** A VS Code with one connection to the server the journeys go to. */
export interface Stage {
  target: Target;
  server: Server;
  workbench: Workbench;
  /** The folder that is open. */
  folder: string;
  close: () => Promise<void>;
}

/** @param way how to connect: another address or user than the target's own */
export async function openStage(
  way: (
    target: Target,
  ) => Parameters<typeof connectionEnv>[1] | Promise<Parameters<typeof connectionEnv>[1]> = () => ({}),
): Promise<Stage> {
  const target = await findTarget();
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const env = connectionEnv(target, { name: target.name, ...(await way(target)) });
  const workbench = await openWorkbench({ folder, env });
  await workbench.statusBarItem(env['ODOO_NAME'] ?? '');
  return {
    ...{ target, workbench, folder, server: new Server(target) },
    close: async () => {
      await workbench.close();
      await target.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A builder of its own, with every other closed. */
export async function newRequest(workbench: Workbench): Promise<Builder> {
  await workbench.command('View: Close All Editors');
  await workbench.command('Odoo: New Request');
  return Builder.in(workbench, 'New Request');
}

/** Keeps a picture of the screen as a test that fails leaves it. For beforeEach. */
export function pictureFailures({ workbench }: Stage): void {
  onTestFailed(async ({ task }) => {
    await workbench
      .screenshot(`failed-${task.name.replace(/\W+/g, '-').slice(0, 60)}`)
      .catch(() => undefined);
  });
}
