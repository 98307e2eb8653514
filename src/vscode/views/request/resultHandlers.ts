import * as vscode from 'vscode';
import type { resultApi } from '../../../contract/request/resultApi';
import type { Handlers } from '../../../contract/rpc';
import { subjectOf, type RequestSpec } from '../../../model/requestSpec';
import { OdooError } from '../../../odoo/error';
import { draftFromSpec } from '../../../requests/draftFromSpec';
import type { PanelContext } from './panelContext';

const missing = (): Promise<never> => Promise.reject(new OdooError('internal', { reason: 'not there' }));

/** Answers what the page asks about the last answer. */
export function resultHandlers({ ports, results }: PanelContext): Handlers<typeof resultApi> {
  function openRecord(resultId: number, row: number): void {
    const spec = results.recordRequest(resultId, row);
    if (!spec) return;
    const { connection, signIn } = results.origin(resultId);
    const draft = { ...draftFromSpec(spec, connection.id), ...(signIn ? { signIn } : {}) };
    ports.openRecord(draft, `record/${connection.id}/${subjectOf(spec)}/${draft.ids}`);
  }

  async function total(resultId: number, signal: AbortSignal): Promise<number> {
    const { connection, spec, signIn } = results.origin(resultId);
    if (spec.operation !== 'searchRead') return results.last()?.rowCount ?? 0;
    const { model, domain, context } = spec;
    const count: RequestSpec = {
      operation: 'count',
      model,
      ...(domain === undefined ? {} : { domain }),
      ...(context ? { context } : {}),
    };
    const { value } = await ports.client.run(connection, count, { signal, ...(signIn ? { signIn } : {}) });
    return typeof value === 'number' ? value : 0;
  }

  return {
    arrange: missing,
    rows: ({ resultId, offset, count }) => results.rows(resultId, offset, count),
    record: missing,
    openRecord: ({ resultId, row }) => {
      openRecord(resultId, row);
      return Promise.resolve();
    },
    openRelated: missing,
    drill: missing,
    total: ({ resultId }, signal) => total(resultId, signal),
    more: missing,
    jsonLines: ({ resultId, offset, count }) => results.jsonLines(resultId, offset, count),
    jsonEnd: missing,
    findInJson: missing,
    copyCells: missing,
    copy: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
    },
    copyJson: async ({ resultId }) => {
      await vscode.env.clipboard.writeText(results.text(resultId));
    },
    openJson: async ({ resultId }) => {
      const content = results.text(resultId);
      const language = results.last()?.kind === 'text' ? 'plaintext' : 'json';
      const document = await vscode.workspace.openTextDocument({ language, content });
      await vscode.window.showTextDocument(document, {
        preview: false,
        viewColumn: vscode.ViewColumn.Beside,
      });
    },
    exchanges: missing,
    copyCurl: missing,
    export: missing,
    openExport: missing,
  };
}
