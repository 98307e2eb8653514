import * as vscode from 'vscode';
import { hostOf, type Connection } from '../model/connection';
import { operationLabels, recordCount, type RequestSpec } from '../model/requestSpec';
import type { WriteGuard } from '../odoo/client';

/** Asks before a write on a production connection, naming the server, the model and how many records. */
export const askBeforeWriting: WriteGuard = {
  async confirm(connection: Connection, spec: RequestSpec): Promise<boolean> {
    const count = recordCount(spec);
    const records =
      count === undefined ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'} of `;
    const what = spec.operation === 'call' ? `Call ${spec.method} on` : operationLabels[spec.operation];
    const question = `${what} ${records}${spec.model} on ${connection.name}?`;
    const detail = `${connection.name} is marked as production.\nServer: ${hostOf(connection.url)}\nDatabase: ${connection.database}`;
    const button = spec.operation === 'call' ? 'Call' : operationLabels[spec.operation];
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
  },
};
