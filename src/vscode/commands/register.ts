import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { failedCallOf } from '../failedCall';
import type { Log } from '../log';
import { commandIds } from '../ids';
import { connectionOf } from '../tree/nodes';
import type { CommandTable } from './connectionCommands';

/** Registers commands. Whatever one throws is shown in plain words, with the way to find out more. */
export function registerCommands(log: Log, tables: readonly CommandTable[]): vscode.Disposable {
  const registered = tables.flatMap((table) =>
    Object.entries(table).map(([id, run]) =>
      vscode.commands.registerCommand(id, async (...args: unknown[]) => {
        try {
          return await run(...args);
        } catch (error) {
          log.failure(id, error);
          await show(error, args[0]);
          return undefined;
        }
      }),
    ),
  );
  return vscode.Disposable.from(...registered);
}

async function show(error: unknown, argument: unknown): Promise<void> {
  const problem = explainError(error);
  if (problem.code === 'call.cancelled' || problem.code === 'call.declined') return;
  const connection = connectionOf(argument);
  const button = connection ? 'Diagnose' : 'Show Log';
  if ((await vscode.window.showErrorMessage(problem.sentence, button)) !== button) return;
  if (connection) {
    const request = { failedCall: failedCallOf(connection, problem) };
    await vscode.commands.executeCommand(commandIds.diagnose, argument, request);
  } else await vscode.commands.executeCommand(commandIds.showLog);
}
