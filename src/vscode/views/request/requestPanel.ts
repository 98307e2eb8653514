import * as vscode from 'vscode';
import type { ResultSummary } from '../../../contract/request/resultApi';
import {
  requestApi,
  type RequestApi,
  type RequestPushes,
  type RequestSnapshot,
} from '../../../contract/requestApi';
import type { Handlers } from '../../../contract/rpc';
import { lookFurther } from '../../../diagnosis/call/lookFurther';
import { knownOf } from '../../../diagnosis/call/questions';
import { explainError } from '../../../diagnosis/explain';
import type { FailedCall } from '../../../model/diagnosis';
import { emptyDraft, subjectOfDraft, type Draft } from '../../../model/draft';
import type { RemedyAction } from '../../../model/problem';
import { isOrm, subjectOf, type RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';
import { OdooError, toProblem } from '../../../odoo/error';
import { specFromDraft } from '../../../requests/draft';
import { failedCallOf, fresh } from '../../failedCall';
import { commandIds } from '../../ids';
import { summarise } from '../../summary';
import { showPage } from '../page';
import { bulkHandlers } from './bulkHandlers';
import type { RequestPanelPorts } from './panelContext';
import { resultHandlers } from './resultHandlers';
import { ResultStore } from './resultStore';
import { schemaHandlers } from './schemaHandlers';
import { writeHandlers } from './writeHandlers';

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
    const context = {
      ports: this.#ports,
      results: this.#results,
      push: <E extends keyof RequestPushes>(event: E, value: RequestPushes[E]) => this.#push(event, value),
    };
    return {
      ...schemaHandlers(context, (connectionId) => (this.#withoutModels = connectionId)),
      ...resultHandlers(context),
      ...writeHandlers(context),
      ...bulkHandlers(context),
      open: () => this.#open(),
      send: ({ draft }, signal) => this.#send(draft, signal),
      save: ({ draft }) => this.#save(draft),
      openBeside: ({ draft }) => {
        this.#ports.openBeside(draft);
        return Promise.resolve();
      },
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
