import * as vscode from 'vscode';
import type { ResultSummary } from '../../../contract/request/resultApi';
import {
  requestApi,
  type RequestApi,
  type RequestPushes,
  type RequestSnapshot,
} from '../../../contract/requestApi';
import type { Handlers } from '../../../contract/rpc';
import { emptyDraft, subjectOfDraft, type Draft } from '../../../model/draft';
import type { RemedyAction } from '../../../model/problem';
import type { FieldInfo } from '../../../model/schemaInfo';
import { commandIds } from '../../ids';
import { summarise } from '../../summary';
import { showPage } from '../page';
import { answerFields } from './answerFields';
import { bulkHandlers } from './bulkHandlers';
import { exportHandlers } from './exportHandlers';
import { PanelCalls } from './panelCalls';
import type { PanelContext, RequestPanelPorts } from './panelContext';
import { requestOfDraft } from './requestOfDraft';
import { resultHandlers } from './resultHandlers';
import { ResultStore } from './resultStore';
import { schemaHandlers } from './schemaHandlers';
import { writeHandlers, writeReviewed } from './writeHandlers';
import { WriteReviews } from './writeReviews';

/** One request builder: a page, the host's answers to it, and its last result. */
export class RequestPanel {
  readonly #ports: RequestPanelPorts;
  readonly #panel: vscode.WebviewPanel;
  readonly #results = new ResultStore();
  readonly #push: <E extends keyof RequestPushes>(event: E, value: RequestPushes[E]) => void;
  #pending: { draft: Draft; sendNow: boolean } | undefined;
  #ready = false;
  readonly #calls: PanelCalls;
  readonly #context: PanelContext;
  readonly #closed = new AbortController();

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
    this.#calls = new PanelCalls(ports);
    this.#context = {
      ports,
      results: this.#results,
      calls: this.#calls,
      reviews: new WriteReviews(),
      closed: this.#closed.signal,
      push: (event, value) => this.#push(event, value),
    };
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
        this.#calls.forgetFailure();
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
      this.#closed.abort();
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
    const context = this.#context;
    return {
      ...schemaHandlers(context, (connectionId) => (this.#withoutModels = connectionId)),
      ...resultHandlers(context),
      ...exportHandlers(context),
      ...writeHandlers(context),
      ...bulkHandlers(context),
      open: () => this.#open(),
      send: ({ draft, reviewId }, signal) => this.#send(draft, reviewId, signal),
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
    const failedCall = this.#calls.failedOn(connectionId);
    await this.#ports.remedies.run(this.#ports.store.get(connectionId), action, { failedCall });
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

  async #send(draft: Draft, reviewId: number | undefined, signal: AbortSignal): Promise<ResultSummary> {
    const { store, schema, places } = this.#ports;
    this.#title(draft);
    const connection = store.get(draft.connectionId);
    const spec = requestOfDraft(draft);
    this.#ports.onSend(draft);
    const target = { connection, signIn: draft.signIn };
    const exchanges = this.#results.newExchanges();
    const { undo, ...outcome } =
      reviewId === undefined
        ? {
            ...(await this.#calls.run(target, spec, {
              signal,
              onExchange: (exchange) => exchanges.push(exchange),
            })),
            undo: undefined,
          }
        : await writeReviewed(this.#context, target, spec, reviewId, signal);
    // Labels are a nicety: an answer is never held up or lost for want of them.
    const fields = await Promise.race([
      answerFields(schema, connection, spec),
      new Promise<FieldInfo[]>((resolve) => setTimeout(() => resolve([]), 1500)),
    ]);
    void places.note(connection.id, spec);
    return this.#results.keep(connection, spec, outcome, fields, draft.signIn, undo);
  }

  async #save(draft: Draft): Promise<string | undefined> {
    const { store, saved } = this.#ports;
    const request = requestOfDraft(draft);
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

/** The form of a new request. */
export function newDraft(connectionId: string, limit: number, model = ''): Draft {
  return { ...emptyDraft, connectionId, model, limit: String(limit) };
}
