import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  diagnosticsApi,
  type DiagnosticsApi,
  type DiagnosticsPushes,
  type DiagnosticsSnapshot,
} from '../../contract/diagnosticsApi';
import type { Handlers } from '../../contract/rpc';
import { Examination } from '../../diagnosis/diagnose';
import type { DiagnosedConnection } from '../../diagnosis/inquiry';
import { report, reportJson } from '../../diagnosis/report';
import type { Connection } from '../../model/connection';
import type { Diagnosis, FailedCall, QuestionId } from '../../model/diagnosis';
import type { RemedyAction } from '../../model/problem';
import type { Guard } from '../../odoo/client';
import { OdooError } from '../../odoo/error';
import type { Transport } from '../../odoo/transport';
import { askAdministrator } from '../administrator';
import { aged } from '../connectionChange';
import type { ConnectionMonitor } from '../connectionMonitor';
import { panelTypes } from '../ids';
import type { KeyWatch } from '../keyWatch';
import type { Remedies } from '../remedies';
import { callLimits, networkSettings } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import { summarise } from '../summary';
import { DiagnosisSubject } from './diagnosisSubject';
import { pageOptions, panelIcon, showPage } from './page';

export interface DiagnosticsPorts {
  extension: vscode.Uri;
  transport: Transport;
  vault: SecretVault;
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  guard: Guard;
  keys: KeyWatch;
  remedies: Remedies;
}

export interface DiagnoseRequest {
  /** The connection is not saved as it stands here; with the secret typed for it. */
  typed?: { secret: string | undefined };
  /** The call that failed and made the person ask. What it showed is not asked again. */
  failedCall?: FailedCall | undefined;
}

/** Milliseconds in which several changes to a connection count as one: an address and the secret for it are kept one after the other. */
const settlingMs = 150;
/** Milliseconds for one question to the server, and no more than the person allows a call. */
const questionMs = 15_000;

/** The diagnostics panel. There is one; asking for another connection shows that one in it. */
export class DiagnosticsPanel implements vscode.Disposable {
  readonly #ports: DiagnosticsPorts;
  readonly #listening: vscode.Disposable;
  /** When a connection's secret was last another one: a call that failed before says nothing about it. */
  readonly #secretsChanged = new Map<string, number>();
  #panel: vscode.WebviewPanel | undefined;
  #push: (<E extends keyof DiagnosticsPushes>(event: E, value: DiagnosticsPushes[E]) => void) | undefined;
  #subject: DiagnosisSubject | undefined;
  #last: { diagnosis: Diagnosis; at: number } | undefined;
  #abort = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor(ports: DiagnosticsPorts) {
    this.#ports = ports;
    this.#listening = vscode.Disposable.from(
      ports.vault.onDidChange((id) => {
        this.#secretsChanged.set(id, Date.now());
        if (id === this.#subject?.id) this.#settle();
      }),
      ports.store.onDidChange(() => this.#settle()),
    );
  }

  async show(connection: Connection, { typed, failedCall }: DiagnoseRequest = {}): Promise<void> {
    const before = this.#secretsChanged.get(connection.id) ?? 0;
    const known = failedCall && failedCall.at > before ? failedCall : undefined;
    this.#abort.abort();
    this.#last = undefined;
    const subject = new DiagnosisSubject(this.#ports, connection, typed, (diagnosed, secret) =>
      this.#examination(diagnosed, secret, known),
    );
    this.#subject = subject;
    const title = `Diagnose: ${connection.name}`;
    if (this.#panel) {
      this.#panel.title = title;
      this.#panel.reveal();
      this.#push?.('restart', await this.#snapshot(subject));
      return;
    }
    this.#open(title);
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#abort.abort();
    this.#listening.dispose();
  }

  #open(title: string): void {
    const { extension } = this.#ports;
    const panel = vscode.window.createWebviewPanel(
      panelTypes.diagnostics,
      title,
      vscode.ViewColumn.Active,
      pageOptions(extension),
    );
    panel.iconPath = panelIcon(extension);
    this.#panel = panel;
    panel.onDidDispose(() => {
      this.#abort.abort();
      this.#panel = undefined;
      this.#push = undefined;
      this.#subject = undefined;
      this.#last = undefined;
    });
    this.#push = showPage<DiagnosticsApi, DiagnosticsPushes>(
      panel,
      extension,
      'diagnostics',
      diagnosticsApi,
      this.#handlers(),
    );
  }

  #handlers(): Handlers<DiagnosticsApi> {
    return {
      open: () => this.#snapshot(this.#current()),
      run: ({ what }, signal) => this.#inTurn(signal, (until) => this.#run(what, until)),
      ask: ({ question }, signal) => this.#inTurn(signal, (until) => this.#ask(question, until)),
      copyReport: async (options) => {
        if (!this.#last) return;
        const { connection } = this.#current();
        const text = report(connection, this.#last.diagnosis, { ...options, ...(await this.#secrets()) });
        await vscode.env.clipboard.writeText(text);
      },
      saveJson: (options) => this.#saveJson(options),
      copyMessage: async () => {
        await vscode.env.clipboard.writeText(this.#last?.diagnosis.message ?? '');
      },
      remedy: ({ action }) => this.#remedy(action),
    };
  }

  #examination(
    connection: DiagnosedConnection,
    secret: string | undefined,
    failedCall: FailedCall | undefined,
  ): Examination {
    return new Examination(connection, {
      transport: this.#ports.transport,
      network: networkSettings(),
      timeoutMs: Math.min(callLimits().timeoutMs, questionMs),
      ...(secret === undefined ? {} : { secret }),
      ...(failedCall ? { failedCall } : {}),
      onStep: (step) => this.#push?.('step', step),
      onProgress: (progress) => this.#push?.('progress', progress),
    });
  }

  /** One run after the other: a page that was built again asks while the run of the one before it may still end. */
  async #inTurn(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Diagnosis>): Promise<Diagnosis> {
    this.#abort.abort();
    this.#abort = new AbortController();
    const until = AbortSignal.any([signal, this.#abort.signal]);
    const turn = this.#turn.catch(() => undefined).then(() => work(until));
    this.#turn = turn;
    return turn;
  }

  async #run(what: 'all' | 'changed', signal: AbortSignal): Promise<Diagnosis> {
    const subject = this.#current();
    const examination = await subject.examination();
    return this.#keep(subject, await examination.run(what, signal));
  }

  async #ask(question: QuestionId, signal: AbortSignal): Promise<Diagnosis> {
    const subject = this.#current();
    const examination = await subject.examination();
    if (question === 'account') {
      const administrator = await askAdministrator(this.#ports, subject.connection);
      if (!administrator || signal.aborted) throw new OdooError('call.cancelled');
      examination.useAccount(administrator);
    }
    return this.#keep(subject, await examination.ask(question, signal));
  }

  /** Keeps a result for a page that is built again, and for the report. */
  #keep(subject: DiagnosisSubject, diagnosis: Diagnosis): Diagnosis {
    if (diagnosis.cause?.code === 'call.cancelled' || subject !== this.#subject) return diagnosis;
    this.#last = { diagnosis, at: Date.now() };
    const { store, monitor } = this.#ports;
    if (!subject.typed && store.find(subject.id)) monitor.noteDiagnosis(subject.id, diagnosis);
    return diagnosis;
  }

  /** Tells the page once a change is complete, where it changes what was checked. */
  #settle(): void {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => void this.#tellOfChange(), settlingMs);
  }

  async #tellOfChange(): Promise<void> {
    const subject = this.#subject;
    if (!subject || !(await subject.changed()) || subject !== this.#subject) return;
    this.#push?.('changed', await this.#snapshot(subject));
  }

  async #remedy(action: RemedyAction): Promise<void> {
    const { connection, typed } = this.#current();
    await this.#ports.remedies.run(connection, action, { typed, checks: true });
  }

  /** What no report may hold, whatever a server has repeated. */
  async #secrets(): Promise<{ secrets: string[] }> {
    const secret = await this.#current().secret();
    return { secrets: secret ? [secret] : [] };
  }

  async #saveJson({ withoutNames }: { withoutNames: boolean }): Promise<boolean> {
    if (!this.#last) return false;
    // Checked again while the dialog is open, it would be another one.
    const { diagnosis } = this.#last;
    const { connection } = this.#current();
    const name = withoutNames ? 'connection' : connection.name.replace(/[^\p{L}\p{N}]+/gu, '-');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
    const file = await vscode.window.showSaveDialog({
      title: 'Save Diagnosis',
      defaultUri: vscode.Uri.joinPath(folder, `diagnosis-${name}.json`),
      filters: { JSON: ['json'] },
    });
    if (!file) return false;
    const text = reportJson(connection, diagnosis, { withoutNames, ...(await this.#secrets()) });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return true;
  }

  #current(): DiagnosisSubject {
    if (!this.#subject) throw new Error('The diagnostics panel has no connection.');
    return this.#subject;
  }

  async #snapshot(subject: DiagnosisSubject): Promise<DiagnosticsSnapshot> {
    const last = this.#last;
    return {
      connection: summariseTyped(subject.connection),
      hasSecret: (await subject.secret()) !== undefined,
      ...(last ? { diagnosis: aged(last.diagnosis, Date.now() - last.at) } : {}),
    };
  }
}

/** A connection still being typed may have no valid address yet. */
function summariseTyped(connection: Connection): ReturnType<typeof summarise> {
  if (URL.canParse(connection.url)) return summarise(connection);
  return { ...summarise({ ...connection, url: 'http://localhost' }), host: connection.url };
}
