import * as vscode from 'vscode';
import {
  requestApi,
  type DomainCheck,
  type Places,
  type RequestApi,
  type RequestPushes,
  type RequestSnapshot,
  type ResultSummary,
} from '../../contract/requestApi';
import type { Handlers } from '../../contract/rpc';
import { lookFurther } from '../../diagnosis/call/lookFurther';
import { knownOf } from '../../diagnosis/call/questions';
import { explainError } from '../../diagnosis/explain';
import { parseDomain } from '../../domain/parse';
import type { Connection } from '../../model/connection';
import type { FailedCall } from '../../model/diagnosis';
import { emptyDraft, subjectOfDraft, type Draft } from '../../model/draft';
import type { RemedyAction } from '../../model/problem';
import type { FieldInfo } from '../../model/schemaInfo';
import { isOrm, subjectOf, type RequestSpec } from '../../model/requestSpec';
import type { OdooClient } from '../../odoo/client';
import { OdooError, toProblem } from '../../odoo/error';
import { specFromDraft } from '../../requests/draft';
import { draftFromSpec } from '../../requests/draftFromSpec';
import { routesIn } from '../../requests/openApiRoutes';
import type { ConnectionMonitor } from '../connectionMonitor';
import { failedCallOf, fresh } from '../failedCall';
import { commandIds } from '../ids';
import type { Log } from '../log';
import type { Remedies } from '../remedies';
import type { SchemaCache } from '../schemaCache';
import type { SecretPrompt } from '../secretPrompt';
import type { ApiOperations } from '../storage/apiOperations';
import type { ConnectionStore } from '../storage/connectionStore';
import type { RecentPlaces } from '../storage/recentPlaces';
import type { SavedRequests } from '../storage/savedRequests';
import { summarise } from '../summary';
import { showPage } from './page';
import { ResultStore } from './resultStore';

export interface RequestPanelPorts {
  extension: vscode.Uri;
  client: OdooClient;
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  prompt: SecretPrompt;
  remedies: Remedies;
  saved: SavedRequests;
  operations: ApiOperations;
  places: RecentPlaces;
  log: Log;
  /** Told of every draft that is sent, for Run Last Request. */
  onSend: (draft: Draft) => void;
  /** Opens another builder on a draft and sends it. */
  openRecord: (draft: Draft, key: string) => void;
}

/** One request builder: a page, the host's answers to it, and its last result. */
export class RequestPanel {
  readonly #ports: RequestPanelPorts;
  readonly #panel: vscode.WebviewPanel;
  readonly #results = new ResultStore();
  readonly #push: <E extends keyof RequestPushes>(event: E, value: RequestPushes[E]) => void;
  #pending: { draft: Draft; sendNow: boolean } | undefined;
  #ready = false;
  /** What the last Send failed with, for a diagnosis. */
  #failed: { connectionId: string; call: FailedCall | undefined } | undefined;

  /** The connection whose models the page shows none of, because they could not be read. */
  #withoutModels: string | undefined;

  /** @param opening what the page was opened for; without it the page goes on with the draft it kept */
  constructor(
    panel: vscode.WebviewPanel,
    ports: RequestPanelPorts,
    opening: { draft: Draft; sendNow: boolean } | undefined,
  ) {
    this.#ports = ports;
    this.#panel = panel;
    this.#pending = opening;
    this.#push = showPage<RequestApi, RequestPushes>(
      panel,
      ports.extension,
      'request',
      requestApi,
      this.#handlers(),
    );
    if (opening) this.#title(opening.draft);
    const listening = vscode.Disposable.from(
      ports.store.onDidChange(() => {
        this.#failed = undefined;
        this.#push('connections', this.#connections());
      }),
      ports.monitor.onDidChange((id) => {
        if (id !== this.#withoutModels || ports.monitor.state(id).kind !== 'ok') return;
        // The page asks again for what it is told anew of.
        this.#withoutModels = undefined;
        this.#push('connections', this.#connections());
      }),
      ports.operations.onDidChange(({ connectionId }) => {
        this.#push('places', { connectionId });
      }),
    );
    panel.onDidDispose(() => {
      listening.dispose();
    });
  }

  /** Puts another draft into the form. */
  load(draft: Draft, sendNow: boolean): void {
    this.#title(draft);
    this.#panel.reveal();
    if (this.#ready) this.#push('load', { draft, sendNow });
    else this.#pending = { draft, sendNow };
  }

  #title(draft: Draft): void {
    this.#panel.title = draft.name ?? (subjectOfDraft(draft) || 'New Request');
  }

  #connections(): RequestPushes['connections'] {
    const active = this.#ports.store.active();
    return {
      connections: this.#ports.store.all().map(summarise),
      ...(active ? { activeConnectionId: active.id } : {}),
    };
  }

  #handlers(): Handlers<RequestApi> {
    const { store, schema, prompt } = this.#ports;
    return {
      open: () => this.#open(),
      models: async ({ connectionId, again }) => {
        const connection = store.get(connectionId);
        if (again) schema.askAgain(connectionId);
        try {
          return await prompt.withSecret(connection, connection.auth, () => {
            schema.forgetFailures(connectionId);
            return schema.models(connection);
          });
        } catch (error) {
          this.#withoutModels = connectionId;
          throw error;
        }
      },
      fields: ({ connectionId, model }) => schema.fields(store.get(connectionId), model),
      places: ({ connectionId }) => this.#places(store.get(connectionId)),
      importOpenApi: async ({ connectionId }) => {
        await vscode.commands.executeCommand(commandIds.importOpenApi, connectionId);
      },
      checkDomain: ({ text }): DomainCheck => {
        const parsed = parseDomain(text);
        return parsed.ok ? { ok: true } : parsed;
      },
      send: ({ draft }, signal) => this.#send(draft, signal),
      rows: ({ resultId, offset, count }) => this.#results.rows(resultId, offset, count),
      openRecord: ({ resultId, row }) => {
        this.#openRecord(resultId, row);
        return Promise.resolve();
      },
      total: ({ resultId }, signal) => this.#total(resultId, signal),
      jsonLines: ({ resultId, offset, count }) => this.#results.jsonLines(resultId, offset, count),
      copy: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
      },
      copyJson: async ({ resultId }) => {
        await vscode.env.clipboard.writeText(this.#results.text(resultId));
      },
      openJson: async ({ resultId }) => {
        const content = this.#results.text(resultId);
        const language = this.#results.last()?.kind === 'text' ? 'plaintext' : 'json';
        const document = await vscode.workspace.openTextDocument({ language, content });
        await vscode.window.showTextDocument(document, {
          preview: false,
          viewColumn: vscode.ViewColumn.Beside,
        });
      },
      save: ({ draft }) => this.#save(draft),
      addConnection: async () => {
        await vscode.commands.executeCommand(commandIds.addConnection);
      },
      diagnose: ({ connectionId }) => this.#remedy(connectionId, { kind: 'diagnose' }),
      remedy: ({ connectionId, action }) => this.#remedy(connectionId, action),
    };
  }

  async #remedy(connectionId: string, action: RemedyAction): Promise<void> {
    const failed = this.#failed?.connectionId === connectionId ? fresh(this.#failed.call) : undefined;
    await this.#ports.remedies.run(this.#ports.store.get(connectionId), action, { failedCall: failed });
  }

  #open(): RequestSnapshot {
    this.#ready = true;
    const pending = this.#pending;
    this.#pending = undefined;
    const result = this.#results.last();
    return {
      ...this.#connections(),
      ...(pending ? { draft: pending.draft } : {}),
      ...(result ? { result } : {}),
      sendNow: pending?.sendNow ?? false,
    };
  }

  #places(connection: Connection): Places {
    const { operations, places } = this.#ports;
    const recent = places.list(connection.id);
    const known = [...operations.list(connection.id)];
    const routes = connection.rest ? routesIn(known, connection.rest) : [];
    return {
      routes: [...new Set([...recent.routes, ...routes])],
      paths: recent.paths,
      operations: known,
    };
  }

  #openRecord(resultId: number, row: number): void {
    const spec = this.#results.recordRequest(resultId, row);
    if (!spec) return;
    const { connection, signIn } = this.#results.origin(resultId);
    const draft = { ...draftFromSpec(spec, connection.id), ...(signIn ? { signIn } : {}) };
    this.#ports.openRecord(draft, `record/${connection.id}/${subjectOf(spec)}/${draft.ids}`);
  }

  async #send(draft: Draft, signal: AbortSignal): Promise<ResultSummary> {
    const { client, store, monitor, schema, prompt, log } = this.#ports;
    this.#title(draft);
    const connection = store.get(draft.connectionId);
    const spec = readDraft(draft);
    this.#ports.onSend(draft);
    const options = { signal, ...(draft.signIn ? { signIn: draft.signIn } : {}) };
    const auth = draft.signIn?.auth ?? connection.auth;
    this.#failed = undefined;
    try {
      const outcome = await prompt.withSecret(connection, auth, () => client.run(connection, spec, options));
      if (!draft.signIn) monitor.note(connection.id, undefined);
      // Labels are a nicety: an answer is never held up or lost for want of them.
      const fields = await Promise.race([
        isOrm(spec)
          ? schema.fields(connection, spec.model).catch((): FieldInfo[] => [])
          : Promise.resolve<FieldInfo[]>([]),
        new Promise<FieldInfo[]>((resolve) => setTimeout(() => resolve([]), 1500)),
      ]);
      void this.#ports.places.note(connection.id, spec);
      return this.#results.keep(connection, spec, outcome, fields, draft.signIn);
    } catch (error) {
      const call = failedCallOf(draft.signIn ?? connection, toProblem(error), spec);
      this.#failed = { connectionId: connection.id, call };
      log.failure(`${connection.name}: ${subjectOf(spec)}`, error);
      if (!draft.signIn) monitor.note(connection.id, explainError(error));
      throw await lookFurther(error, spec, {
        signal,
        ask: async (question, until) =>
          (await client.run(connection, question, { ...options, signal: until })).value,
        known: () => knownOf(connection, draft.signIn),
      });
    }
  }

  async #total(resultId: number, signal: AbortSignal): Promise<number> {
    const { connection, spec, signIn } = this.#results.origin(resultId);
    if (spec.operation !== 'searchRead') return this.#results.last()?.rowCount ?? 0;
    const { model, domain, context } = spec;
    const count: RequestSpec = {
      operation: 'count',
      model,
      ...(domain === undefined ? {} : { domain }),
      ...(context ? { context } : {}),
    };
    const { value } = await this.#ports.client.run(connection, count, {
      signal,
      ...(signIn ? { signIn } : {}),
    });
    return typeof value === 'number' ? value : 0;
  }

  async #save(draft: Draft): Promise<string | undefined> {
    const { store, saved } = this.#ports;
    const request = readDraft(draft);
    const typed = await vscode.window.showInputBox({
      title: 'Save Request',
      prompt: 'A name for the request. The same name again replaces it.',
      value: draft.name ?? '',
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() ? undefined : 'Type a name for the request, or press Escape.'),
    });
    const name = typed?.trim();
    if (!name) return undefined;
    if (name !== draft.name && (await saved.find(name))) {
      const replace = 'Replace';
      const answer = await vscode.window.showWarningMessage(
        `There is already a request called “${name}”.`,
        { modal: true, detail: 'Replacing it keeps its place in its file.' },
        replace,
      );
      if (answer !== replace) return undefined;
    }
    const connection = store.find(draft.connectionId);
    await saved.save({ name, ...(connection ? { connection: connection.name } : {}), request });
    this.#title({ ...draft, name });
    return name;
  }
}

/** @throws OdooError request.* with the first thing that keeps the draft from being a request */
function readDraft(draft: Draft): RequestSpec {
  const read = specFromDraft(draft);
  if (read.ok) return read.spec;
  const [first] = read.problems;
  throw new OdooError(first?.code ?? 'request.incomplete', first?.facts ?? {});
}

/** The form of a new request. */
export function newDraft(connectionId: string, limit: number, model = ''): Draft {
  return { ...emptyDraft, connectionId, model, limit: String(limit) };
}
