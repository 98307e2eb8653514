import { computed, effect, signal, untracked } from '@preact/signals';
import type { ConnectionSummary } from '../../src/contract/connectionSummary';
import { draftOfApiOperation, type ApiOperation } from '../../src/model/apiOperation';
import type { SignInMethod } from '../../src/model/authMethod';
import { subjectOfDraft, type Draft } from '../../src/model/draft';
import type { JsonObject } from '../../src/model/json';
import type { ExplainedProblem, RemedyAction } from '../../src/model/problem';
import type { Review, UndoOffer } from '../../src/model/review';
import { problemOf } from '../bridge';
import { actionOf, BulkStore } from '../bulk/bulkStore';
import { DraftStore } from './draftStore';
import { fitting, isOrmOperation, draftMayWrite } from './operations';
import { Lookups } from './pickers/lookups';
import { Names } from './pickers/names';
import { PlacesStore } from './placesStore';
import type { RequestBridge } from './requestBridge';
import { ResultPane } from './result/resultPane';
import { Reviewing } from './review/reviewing';
import { Run } from './run';
import { SchemaStore } from './schemaStore';

/** Everything the request page knows and can do. */
export class RequestPage {
  readonly bridge: RequestBridge;
  readonly drafts: DraftStore;
  readonly schema: SchemaStore;
  readonly lookups: Lookups;
  readonly places: PlacesStore;
  readonly run: Run;
  readonly pane: ResultPane;
  readonly reviewing = new Reviewing();
  readonly bulk: BulkStore;
  /** Undefined until the host has answered. */
  readonly connections = signal<readonly ConnectionSummary[] | undefined>(undefined);
  /** What failed beside a request: opening the page, saving, a remedy. */
  readonly trouble = signal<ExplainedProblem | undefined>(undefined);
  /** What was done beside the request, and how to take it back. */
  readonly notice = signal<{ text: string; undo?: UndoOffer } | undefined>(undefined);
  /** Said once in the live region, for what happened without being seen. */
  readonly said = signal('');
  readonly names: Names;
  /** The form folded to one line, to leave the room of a short page to the answer. */
  readonly folded = signal(false);

  readonly connection = computed(() =>
    this.connections.value?.find((each) => each.id === this.drafts.draft.value.connectionId),
  );
  /** How the request signs in: its own way, or the connection's. */
  readonly signIn = computed<SignInMethod | undefined>(
    () => this.drafts.draft.value.signIn ?? this.connection.value?.signIn,
  );
  /** Whether the form writes a table of records, and the page shows what becomes of it. */
  readonly showsBulk = computed(
    () => this.bulk.open.value && actionOf(this.drafts.draft.value.operation) !== undefined,
  );

  constructor(bridge: RequestBridge) {
    this.bridge = bridge;
    this.drafts = new DraftStore(bridge, () => this.pane.keptEdits);
    this.run = new Run(bridge);
    this.pane = new ResultPane(bridge, this.run.shown, this.drafts.keptEdits, () => this.drafts.keepSoon());
    this.bulk = new BulkStore(bridge, () => this.drafts.draft.value);
    this.schema = new SchemaStore(bridge);
    this.names = new Names(
      () => this.drafts.draft.value,
      (change) => this.update(change),
      this.schema,
    );
    this.lookups = new Lookups(bridge, () => this.connection.value?.id ?? '');
    this.places = new PlacesStore((connectionId) => bridge.call('places', { connectionId }));
    bridge.onPush('places', ({ connectionId }) => {
      if (connectionId === this.connection.value?.id) void this.places.refresh();
    });
    bridge.onPush('connections', ({ connections, activeConnectionId }) => {
      this.schema.forget();
      this.lookups.forget();
      const before = this.connection.value?.id;
      this.#takeConnections(connections, activeConnectionId);
      if (this.connection.value?.id === before) this.schema.refresh();
    });
    bridge.onPush('load', ({ draft, sendNow }) => this.#load(draft, sendNow));
  }

  async open(): Promise<void> {
    effect(() => {
      const { model, operation } = this.drafts.draft.value;
      const { id = '', signIn } = this.connection.value ?? {};
      // A REST module lists no models, and its requests are about none.
      const hasModels = isOrmOperation(operation) && signIn?.protocol !== 'rest';
      untracked(() => {
        this.schema.show(hasModels ? id : '', hasModels ? model.trim() : '');
        this.places.show(id);
      });
    });
    effect(() => {
      const draft = this.drafts.draft.value;
      untracked(() => this.bulk.follow(draft));
    });
    try {
      const snapshot = await this.bridge.call('open', {});
      if (snapshot.draft) this.drafts.load(snapshot.draft);
      this.#takeConnections(snapshot.connections, snapshot.activeConnectionId);
      if (snapshot.bulk) this.bulk.restore(snapshot.bulk);
      if (snapshot.result) await this.run.restore(snapshot.result);
      if (snapshot.draft && snapshot.sendNow) await this.send();
    } catch (error) {
      this.trouble.value = problemOf(error);
    }
  }

  update(change: Partial<Draft>): void {
    this.drafts.update(change);
  }

  /** Switches the server; the request stays as it is, but for a sign-in method that this server does not offer. */
  useConnection(id: string): void {
    const { signIn } = this.drafts.draft.value;
    const offered = this.connections.value
      ?.find((each) => each.id === id)
      ?.signInMethods.some(
        (each) =>
          each.auth === signIn?.auth && each.protocol === signIn.protocol && each.missing === undefined,
      );
    this.update({ connectionId: id, ...(signIn && !offered ? { signIn: undefined } : {}) });
    this.#fitBlank();
  }

  /** Signs in another way for this request; undefined for the connection's own. */
  useSignIn(signIn: SignInMethod | undefined): void {
    this.update({ signIn });
    this.#fitBlank();
  }

  /** Fills the form with an operation of the server's OpenAPI document; what was typed stays within reach. */
  useApiOperation(operation: ApiOperation): void {
    const before = this.drafts.draft.value;
    const typed = [before.path, before.query, before.headers, before.body].some((text) => text.trim() !== '');
    this.drafts.load({ ...before, ...draftOfApiOperation(operation) }, typed);
  }

  /**
   * Sends the form. What writes is shown first: `reviewed` means that a review stands there now.
   * @returns whether an answer has come, a review is shown, or neither
   */
  async send(): Promise<'answered' | 'reviewed' | 'failed'> {
    this.names.takeAll();
    this.drafts.keep();
    this.drafts.forgetReplaced();
    this.trouble.value = undefined;
    this.notice.value = undefined;
    this.reviewing.dismiss();
    const draft = this.drafts.draft.value;
    if (this.showsBulk.value) return this.#reviewTable();
    if (!draftMayWrite(draft)) return this.#send(draft);
    const asked = await this.run.during(async (signal) => ({
      review: await this.bridge.call('review', { draft }, signal),
    }));
    if (!asked) return 'failed';
    const { review } = asked;
    if (!review) return this.#send(draft);
    this.reviewing.show({
      review,
      isCurrent: () => this.drafts.draft.value === draft,
      confirm: async () => {
        await this.#send(draft, review.reviewId);
      },
      again: async () => {
        await this.send();
      },
    });
    return 'reviewed';
  }

  /** Shows what writing the table will do. */
  async #reviewTable(): Promise<'reviewed' | 'failed'> {
    const planned = this.bulk.planned();
    if (!planned || this.bulk.running.value) return 'failed';
    const key = JSON.stringify(planned);
    await this.#reviewBeside(
      (signal) => this.bulk.review(planned, signal),
      (reviewId) => this.ask(() => this.bulk.start(planned, reviewId)),
      () => JSON.stringify(this.bulk.planned()) === key,
    );
    return this.reviewing.shown.value ? 'reviewed' : 'failed';
  }

  async #send(draft: Draft, reviewId?: number): Promise<'answered' | 'failed'> {
    this.drafts.sent();
    const sent = await this.run.send(draft, reviewId);
    return sent && this.run.shown.value.kind === 'answer' ? 'answered' : 'failed';
  }

  /** Reviews and writes what was changed in the grid; the answer and the changes stay where they are until it is written. */
  async reviewEdits(
    resultId: number,
    changes: { id: number; values: JsonObject }[],
    onSaved: (rows: JsonObject[]) => void,
  ): Promise<void> {
    await this.#reviewBeside(
      (signal) => this.bridge.call('reviewEdits', { resultId, changes }, signal),
      async (reviewId) => {
        const saved = await this.#beside((signal) =>
          this.bridge.call('saveEdits', { resultId, changes, reviewId }, signal),
        );
        if (!saved) return;
        onSaved(saved.rows);
        const { undo } = saved;
        const text = changes.length === 1 ? 'Updated 1 record.' : `Updated ${changes.length} records.`;
        this.notice.value = { text, ...(undo ? { undo } : {}) };
      },
    );
  }

  /** Shows what undoing a write will change, and does it when the person agrees. What the form reads is read anew then. */
  async undo({ undoId }: UndoOffer): Promise<void> {
    await this.#reviewBeside(
      (signal) => this.bridge.call('reviewUndo', { undoId }, signal),
      async (reviewId) => {
        const done = await this.#beside((signal) => this.bridge.call('undo', { undoId, reviewId }, signal));
        if (!done) return;
        // The form goes on with the records that took the place of the deleted ones.
        const { operation } = this.drafts.draft.value;
        if (done.ids.length > 0 && operation === 'delete') this.update({ ids: done.ids.join(', ') });
        const draft = this.drafts.draft.value;
        const shown = this.run.shown.value;
        if (shown.kind === 'answer' && !draftMayWrite(draft)) await this.#send(draft);
        else this.run.clear();
        this.notice.value = { text: done.text };
      },
    );
  }

  async #reviewBeside(
    look: (signal: AbortSignal) => Promise<Review>,
    write: (reviewId: number) => Promise<void>,
    isCurrent = (): boolean => true,
  ): Promise<void> {
    this.notice.value = undefined;
    const review = await this.#beside(look);
    if (!review) return;
    this.reviewing.show({
      review,
      isCurrent,
      confirm: () => write(review.reviewId),
      again: async () => {
        await this.send();
      },
    });
  }

  /** Something that can be waited for and cancelled, whose failure leaves the answer where it is. */
  async #beside<T extends object>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.trouble.value = undefined;
    const done = await this.run.during<T>(work, (problem) => {
      const calm = problem.code === 'call.cancelled' || problem.code === 'call.declined';
      if (calm) this.said.value = problem.sentence;
      else this.trouble.value = problem;
    });
    return done === false ? undefined : done;
  }

  /** Goes back or forward through what was sent; what only reads is sent again. */
  async travel(step: 1 | -1): Promise<void> {
    if (this.run.running.value) return;
    const draft = this.drafts.travel(step);
    if (!draft) return;
    this.reviewing.dismiss();
    this.notice.value = undefined;
    if (draftMayWrite(draft)) this.run.clear();
    else await this.#send(draft);
  }

  /** Puts another request into this form and sends it: a way on from the answer, which Back leads to again. */
  loadDraft(draft: Draft): void {
    this.drafts.load(draft, false);
    this.run.cancel();
    void this.run.ended().then(() => this.send());
  }

  async save(): Promise<void> {
    await this.ask(async () => {
      const name = await this.bridge.call('save', { draft: this.drafts.draft.value });
      if (name === undefined) return;
      this.drafts.saved(name);
      this.said.value = `Saved as ${name}`;
    });
  }

  async diagnose(): Promise<void> {
    const { connectionId } = this.drafts.draft.value;
    await this.ask(() => this.bridge.call('diagnose', { connectionId }));
  }

  async remedy(action: RemedyAction): Promise<void> {
    const { connectionId } = this.drafts.draft.value;
    await this.ask(() => this.bridge.call('remedy', { connectionId, action }));
  }

  /** Does something beside the request; what goes wrong is shown above the form. */
  async ask(question: () => Promise<unknown>): Promise<void> {
    try {
      this.trouble.value = undefined;
      await question();
    } catch (error) {
      this.trouble.value = problemOf(error);
    }
  }

  /** A new request starts on the active connection; one whose connection is gone waits for a choice, so that none is sent astray. */
  #takeConnections(connections: readonly ConnectionSummary[], activeId: string | undefined): void {
    const active = connections.find((each) => each.id === activeId) ?? connections[0];
    if (this.drafts.draft.value.connectionId === '' && active) this.update({ connectionId: active.id });
    this.connections.value = connections;
    this.#fitBlank();
  }

  /** A request about nothing yet takes the operation that its connection carries. */
  #fitBlank(): void {
    const draft = this.drafts.draft.value;
    const protocol = this.signIn.value?.protocol;
    if (!protocol || subjectOfDraft(draft) !== '' || draft.apiOperation !== undefined) return;
    const operation = fitting(draft.operation, protocol);
    if (operation !== draft.operation) this.update({ operation });
  }

  #load(draft: Draft, sendNow: boolean): void {
    this.drafts.load(draft);
    this.#fitBlank();
    this.folded.value = false;
    this.reviewing.dismiss();
    this.notice.value = undefined;
    this.run.cancel();
    if (!sendNow) {
      this.run.clear();
      return;
    }
    void this.run.ended().then(() => this.send());
  }
}
