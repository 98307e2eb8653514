import * as vscode from 'vscode';
import type { Connection } from '../model/connection';
import type { RemedyAction } from '../model/problem';
import { commandIds } from './ids';
import type { WizardStep } from './wizard/pages';

/** What Edit Connection can be told beside the connection: where to start, and what to fill in. */
export interface EditRequest {
  step?: WizardStep;
  url?: string;
  database?: string;
}

/** Does what a remedy's button says. A change to the connection goes through the wizard, so that it is tested before it is saved. */
export async function runRemedy(connection: Connection, action: RemedyAction): Promise<void> {
  const target = { kind: 'connection', connection };
  const edit = async (request: EditRequest): Promise<void> => {
    await vscode.commands.executeCommand(commandIds.editConnection, target, request);
  };
  switch (action.kind) {
    case 'editConnection':
      return edit(action.step ? { step: action.step } : {});
    case 'useAddress':
      return edit({ step: 'address', url: action.url });
    case 'useDatabase':
      return edit({ step: 'database', database: action.database });
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', action.query);
      return;
    case 'openExternal':
      await vscode.env.openExternal(vscode.Uri.parse(action.url, true));
      return;
    case 'diagnose':
      await vscode.commands.executeCommand(commandIds.diagnose, target);
      return;
  }
}
