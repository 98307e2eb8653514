import * as vscode from 'vscode';
import {
  diagnosticsApi,
  type DiagnosticsApi,
  type DiagnosticsPushes,
  type DiagnosticsSnapshot,
} from '../../contract/diagnosticsApi';
import type { Handlers } from '../../contract/rpc';
import { diagnose } from '../../diagnosis/diagnose';
import { report } from '../../diagnosis/report';
import type { Connection } from '../../model/connection';
import type { Diagnosis } from '../../model/diagnosis';
import type { Guard } from '../../odoo/client';
import type { Transport } from '../../odoo/transport';
import type { ConnectionMonitor } from '../connectionMonitor';
import { panelTypes } from '../ids';
import { runRemedy } from '../remedies';
import { callLimits, networkSettings } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import { summarise } from '../summary';
import { pageOptions, panelIcon, showPage } from './page';

export interface DiagnosticsPorts {
  extension: vscode.Uri;
  transport: Transport;
  vault: SecretVault;
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  guard: Guard;
}

/** What is being diagnosed: a saved connection, or one as it is being typed. */
interface Subject {
  connection: Connection;
  /** Set while the connection is being typed. The secret stays on the host. */
  typed: { secret: string | undefined } | undefined;
}

/** The diagnostics panel. There is one; asking for another connection shows that one in it. */
export class DiagnosticsPanel {
  readonly #ports: DiagnosticsPorts;
  #panel: vscode.WebviewPanel | undefined;
  #push: (<E extends keyof DiagnosticsPushes>(event: E, value: DiagnosticsPushes[E]) => void) | undefined;
  #subject: Subject | undefined;
  #last: Diagnosis | undefined;

  constructor(ports: DiagnosticsPorts) {
    this.#ports = ports;
  }

  /** @param typed for a connection that is not saved as it stands here, with the secret typed for it */
  async show(connection: Connection, typed?: { secret: string | undefined }): Promise<void> {
    this.#subject = { connection, typed };
    const title = `Diagnose: ${connection.name}`;
    if (this.#panel) {
      this.#panel.title = title;
      this.#panel.reveal();
      this.#push?.('restart', await this.#snapshot(this.#subject));
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelTypes.diagnostics,
      title,
      vscode.ViewColumn.Active,
      pageOptions(this.#ports.extension),
    );
    panel.iconPath = panelIcon(this.#ports.extension);
    this.#panel = panel;
    const { store } = this.#ports;
    const listening = store.onDidChange(() => {
      // Once it is saved, what was typed is no longer what counts.
      const subject = this.#subject;
      if (subject?.typed && store.find(subject.connection.id)) subject.typed = undefined;
    });
    panel.onDidDispose(() => {
      listening.dispose();
      this.#panel = undefined;
      this.#push = undefined;
      this.#subject = undefined;
      this.#last = undefined;
    });
    this.#push = showPage<DiagnosticsApi, DiagnosticsPushes>(
      panel,
      this.#ports.extension,
      'diagnostics',
      diagnosticsApi,
      this.#handlers(),
    );
  }

  #handlers(): Handlers<DiagnosticsApi> {
    return {
      open: () => this.#snapshot(this.#current()),
      run: (_params, signal) => this.#run(signal),
      copyReport: async () => {
        if (this.#last) await vscode.env.clipboard.writeText(report(this.#current().connection, this.#last));
      },
      remedy: async ({ action }) => {
        await runRemedy(this.#current().connection, action);
      },
    };
  }

  async #run(signal: AbortSignal): Promise<Diagnosis> {
    const { connection, typed } = this.#current();
    const secret = await this.#secret(this.#current());
    // Whoever typed the password for it has read what a web sign-in does.
    const asks = connection.auth === 'webSession' && typed === undefined && secret !== undefined;
    const declined = asks && !(await this.#ports.guard.webSignIn(connection));
    const diagnosed = declined ? { ...connection, webSignInDeclined: true } : connection;
    const diagnosis = await diagnose(diagnosed, {
      transport: this.#ports.transport,
      network: networkSettings(),
      timeoutMs: Math.min(callLimits().timeoutMs, 30_000),
      signal,
      ...(secret === undefined ? {} : { secret }),
      onStep: (step) => this.#push?.('step', step),
    });
    this.#last = diagnosis;
    if (diagnosis.ok && this.#ports.store.find(connection.id))
      this.#ports.monitor.note(connection.id, undefined);
    return diagnosis;
  }

  #current(): Subject {
    if (!this.#subject) throw new Error('The diagnostics panel has no connection.');
    const { connection, typed } = this.#subject;
    // A remedy may have changed the saved connection meanwhile.
    return typed ? this.#subject : { connection: this.#ports.store.find(connection.id) ?? connection, typed };
  }

  async #snapshot(subject: Subject): Promise<DiagnosticsSnapshot> {
    return {
      connection: summariseTyped(subject.connection),
      hasSecret: (await this.#secret(subject)) !== undefined,
    };
  }

  async #secret({ connection, typed }: Subject): Promise<string | undefined> {
    if (typed?.secret !== undefined) return typed.secret;
    if (!this.#ports.store.find(connection.id)) return undefined;
    return this.#ports.vault.secretFor(connection).catch(() => undefined);
  }
}

/** A connection still being typed may have no valid address yet. */
function summariseTyped(connection: Connection): ReturnType<typeof summarise> {
  if (URL.canParse(connection.url)) return summarise(connection);
  return { ...summarise({ ...connection, url: 'http://localhost' }), host: connection.url };
}
