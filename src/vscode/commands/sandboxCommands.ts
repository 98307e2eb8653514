import * as vscode from 'vscode';
import type { Connection } from '../../model/connection';
import type { Fault } from '../../sandbox/faults';
import type { SandboxVersion } from '../../sandbox/version';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds, viewIds } from '../ids';
import { usualVersion, type SandboxControl } from '../sandboxControl';
import type { CommandTable } from './connectionCommands';

export interface SandboxCommandPorts {
  sandbox: SandboxControl;
  monitor: ConnectionMonitor;
}

/** Commands about the sandbox: start it, as any version, make it fail, stop it. */
export function sandboxCommands({ sandbox, monitor }: SandboxCommandPorts): CommandTable {
  const show = async (connection: Connection): Promise<void> => {
    await monitor.check(connection);
    await vscode.commands.executeCommand(`${viewIds.connections}.focus`);
  };

  const startAs = async (argument: unknown): Promise<void> => {
    const { isSandboxVersion } = await import('../../sandbox/version');
    const given = typeof argument === 'string' && isSandboxVersion(argument) ? argument : undefined;
    const version = given ?? (await pickVersion(sandbox.version));
    if (version) await show(await sandbox.startAs(version));
  };

  const fail = async (argument: unknown): Promise<void> => {
    const { faults } = await import('../../sandbox/faults');
    const given = faults.find(({ id }) => id === argument);
    const told = given !== undefined || argument === 'none';
    const chosen = told ? { fault: given } : await pickFault(faults, sandbox.fault);
    if (!chosen) return;
    const connection = await sandbox.fail(chosen.fault);
    // Not waited for: some faults are that no answer comes.
    void monitor.check(connection);
    await vscode.commands.executeCommand(`${viewIds.connections}.focus`);
  };

  return {
    [commandIds.startSandbox]: async () => show(await sandbox.start()),
    [commandIds.startSandboxAs]: startAs,
    [commandIds.failSandbox]: fail,
    [commandIds.stopSandbox]: () => sandbox.stop(),
  };
}

async function pickVersion(running: SandboxVersion | undefined): Promise<SandboxVersion | undefined> {
  const { sandboxVersions } = await import('../../sandbox/version');
  const items = sandboxVersions.map((version) => ({
    label: `Odoo ${version}`,
    description: [
      ...(version === usualVersion ? ['the usual one'] : []),
      ...(version === running ? ['running'] : []),
    ].join(' · '),
    version,
  }));
  const chosen = await vscode.window.showQuickPick(items.reverse(), {
    placeHolder: 'The Odoo that the sandbox imitates. It starts anew; what was changed in it is gone.',
  });
  return chosen?.version;
}

const groups: Record<Fault['where'], string> = {
  front: 'Something in front of Odoo',
  odoo: 'Odoo itself',
  tls: 'The certificate',
};

interface FaultItem extends vscode.QuickPickItem {
  fault?: Fault;
}

async function pickFault(
  faults: readonly Fault[],
  now: Fault | undefined,
): Promise<{ fault: Fault | undefined } | undefined> {
  const items: FaultItem[] = [
    { label: 'Nothing fails', description: now ? '' : 'now', detail: 'The sandbox works as Odoo does.' },
  ];
  for (const where of ['front', 'odoo', 'tls'] as const) {
    items.push({ label: groups[where], kind: vscode.QuickPickItemKind.Separator });
    for (const fault of faults.filter((one) => one.where === where)) {
      const description = fault.id === now?.id ? 'now' : '';
      items.push({ label: fault.title, description, detail: fault.summary, fault });
    }
  }
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: 'What goes wrong in the sandbox from now on',
    matchOnDetail: true,
  });
  return chosen && { fault: chosen.fault };
}
