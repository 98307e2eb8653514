import * as vscode from 'vscode';
import type { resultApi, ResultSummary } from '../../../contract/request/resultApi';
import type { Handlers, Params } from '../../../contract/rpc';
import { explainError } from '../../../diagnosis/explain';
import type { Outcome } from '../../../model/outcome';
import { subjectOf, type RequestSpec } from '../../../model/requestSpec';
import { curlCommand } from '../../../odoo/curl';
import { OdooError } from '../../../odoo/error';
import { draftFromSpec } from '../../../requests/draftFromSpec';
import { copyText } from '../../../table/copyForms';
import { prettyBody } from '../../../table/prettyBody';
import { loadMore } from './moreRecords';
import type { PanelContext } from './panelContext';
import { groupRequest, recordRequest, relatedRequest } from './relatedRequests';
import { wholeText } from './resultStore';
import { isList } from './storedResult';

/** What an editor takes: VS Code hands no longer document to extensions, in characters. */
const longestDocument = 50_000_000;

type ResultHandlers = Omit<Handlers<typeof resultApi>, 'export' | 'openExport'>;

/** Answers what the page asks about the last answer; exportHandlers.ts writes it to files. */
export function resultHandlers({ ports, results, push }: PanelContext): ResultHandlers {
  /** Asks more about an answer, as it was asked for. */
  function ask(resultId: number, spec: RequestSpec, signal: AbortSignal): Promise<Outcome> {
    const { connection, signIn } = results.origin(resultId);
    return ports.client.run(connection, spec, { signal, ...(signIn ? { signIn } : {}) });
  }

  /** Opens a request that came out of an answer in a builder of its own; a record has one. */
  function open(resultId: number, spec: RequestSpec | undefined): Promise<void> {
    if (!spec) return Promise.resolve();
    const { connection, signIn } = results.origin(resultId);
    const draft = { ...draftFromSpec(spec, connection.id), ...(signIn ? { signIn } : {}) };
    const isRecord = spec.operation === 'read' || spec.operation === 'restRead';
    ports.openRecord(draft, isRecord ? `record/${connection.id}/${subjectOf(spec)}/${draft.ids}` : undefined);
    return Promise.resolve();
  }

  async function total(resultId: number, signal: AbortSignal): Promise<number> {
    const { spec, summary } = results.origin(resultId);
    if (spec.operation !== 'searchRead' && spec.operation !== 'search') {
      return summary.total ?? summary.rowCount;
    }
    const { model, domain, context } = spec;
    const { value } = await ask(
      resultId,
      {
        operation: 'count',
        model,
        ...(domain === undefined ? {} : { domain }),
        ...(context ? { context } : {}),
      },
      signal,
    );
    return typeof value === 'number' ? value : 0;
  }

  async function more(resultId: number, all: boolean, signal: AbortSignal): Promise<ResultSummary> {
    const { spec, summary } = results.origin(resultId);
    if (!isList(spec)) return summary;
    try {
      const loaded = await loadMore({
        spec,
        loaded: results.loaded(resultId),
        all,
        run: (asked) => ask(resultId, asked, signal),
        signal,
        progress: (count, of) => push('loading', { resultId, loaded: count, of }),
        explain: explainError,
      });
      return results.append(resultId, loaded);
    } catch (error) {
      // Cancelled before anything came: the answer is as it was.
      if (signal.aborted && !(error instanceof OdooError && error.code === 'call.outdated')) return summary;
      throw error;
    }
  }

  async function copyCells(asked: Params<typeof resultApi.copyCells>): Promise<number> {
    const { resultId, arrangement, firstRow, lastRow, columns: names, form, withHead } = asked;
    const { summary } = results.origin(resultId);
    const rows = results.wholeRows(resultId, arrangement, firstRow, lastRow + 1 - firstRow);
    const columns = names.flatMap((name) => summary.columns.filter((column) => column.name === name));
    const text = wholeText(() => copyText(form, { rows, columns, withHead }), summary.bytes);
    await vscode.env.clipboard.writeText(text);
    return rows.length;
  }

  return {
    arrange: ({ resultId, sort, filters }) => results.arrange(resultId, sort, filters),
    rows: ({ resultId, arrangement, offset, count }) => results.rows(resultId, arrangement, offset, count),
    record: ({ resultId, arrangement, row }) => results.record(resultId, arrangement, row),
    openRecord: ({ resultId, arrangement, row }) => {
      const { spec } = results.origin(resultId);
      return open(resultId, recordRequest(spec, results.record(resultId, arrangement, row)));
    },
    openRelated: ({ resultId, arrangement, row, column: name }) => {
      const { spec, summary } = results.origin(resultId);
      const column = summary.columns.find((each) => each.name === name);
      const value = results.record(resultId, arrangement, row)[name];
      if (!column || value === undefined) return Promise.resolve();
      return open(resultId, relatedRequest(spec, column, value));
    },
    drill: ({ resultId, arrangement, row }) => {
      const { spec, connection, signIn } = results.origin(resultId);
      const drilled = groupRequest(spec, results.record(resultId, arrangement, row));
      if (!drilled) throw new OdooError('call.outdated', {});
      return { ...draftFromSpec(drilled, connection.id), ...(signIn ? { signIn } : {}) };
    },
    total: ({ resultId }, signal) => total(resultId, signal),
    more: ({ resultId, all }, signal) => more(resultId, all, signal),
    jsonLines: ({ resultId, offset, count }) => results.jsonLines(resultId, offset, count),
    jsonEnd: ({ resultId, line }) => results.jsonEnd(resultId, line),
    findInJson: ({ resultId, text }, signal) => results.findInJson(resultId, text, signal),
    copyCells,
    copy: async ({ text }) => {
      await vscode.env.clipboard.writeText(text);
    },
    copyJson: async ({ resultId }) => {
      await vscode.env.clipboard.writeText(results.text(resultId));
    },
    openJson: ({ resultId }) => {
      const { summary } = results.origin(resultId);
      return openDocument(results.text(resultId), summary.kind === 'text' ? 'plaintext' : 'json');
    },
    exchanges: () => [...results.exchanges()],
    openExchange: ({ index, part }) => {
      const exchange = results.exchanges()[index];
      const body = part === 'request' ? exchange?.requestBody : exchange?.responseBody;
      if (body === undefined) throw new OdooError('call.outdated', {});
      const { text, language } = prettyBody(body);
      return openDocument(text, language);
    },
    copyCurl: async ({ index }) => {
      const exchange = results.exchanges()[index];
      if (!exchange) throw new OdooError('call.outdated', {});
      await vscode.env.clipboard.writeText(curlCommand(exchange));
    },
  };
}

/** @throws OdooError call.tooLong */
async function openDocument(content: string, language: string): Promise<void> {
  if (content.length > longestDocument) {
    throw new OdooError('call.tooLong', { megabytes: Math.round(content.length / 1_000_000) });
  }
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
}
