import * as vscode from 'vscode';
import { hostOf } from '../model/connection';
import type { ConnectionMonitor } from './connectionMonitor';
import type { ConnectionRemarks } from './connectionRemarks';
import type { ConnectionState } from './connectionState';
import { commandIds } from './ids';
import type { ConnectionStore } from './storage/connectionStore';
import { stateWords } from './tree/nodes';

/** One item: the active connection and how it is doing. A click opens what can be done about it. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #listening: vscode.Disposable;
  readonly #store: ConnectionStore;
  readonly #monitor: ConnectionMonitor;
  readonly #remarks: ConnectionRemarks;

  constructor(store: ConnectionStore, monitor: ConnectionMonitor, remarks: ConnectionRemarks) {
    this.#remarks = remarks;
    this.#store = store;
    this.#monitor = monitor;
    this.#item = vscode.window.createStatusBarItem('odoo.status', vscode.StatusBarAlignment.Left, 50);
    this.#item.name = 'Odoo connection';
    this.#item.command = commandIds.statusMenu;
    const show = (): void => this.#show();
    this.#listening = vscode.Disposable.from(
      store.onDidChange(show),
      monitor.onDidChange(show),
      remarks.onDidChange(show),
    );
    show();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const connection = this.#store.active();
    if (!connection) {
      const any = this.#store.all().length > 0;
      this.#item.text = '$(plug) Odoo: choose a connection';
      this.#item.tooltip = 'No Odoo connection is active. Click to choose one.';
      this.#item.backgroundColor = undefined;
      if (any) this.#item.show();
      else this.#item.hide();
      return;
    }
    const state = this.#monitor.state(connection.id);
    const { icon, word, background } = looks(state.kind);
    const remarks = this.#remarks.of(connection);
    const shorts = remarks.flatMap(({ short }) => (short ? [short] : []));
    const said = [...(word ? [word] : []), ...shorts].join(' · ');
    this.#item.text = `$(${icon}) ${connection.name}${said ? `: ${said}` : ''}`;
    this.#item.backgroundColor = background ? new vscode.ThemeColor(background) : undefined;
    const tooltip = new vscode.MarkdownString();
    tooltip.appendText(`Odoo: ${connection.name}\n${stateWords(state)}\n`);
    const { url, database, login } = connection;
    tooltip.appendText([hostOf(url), database, login].filter(Boolean).join(' · '));
    if (connection.serverVersion) tooltip.appendText(`\nOdoo ${connection.serverVersion}`);
    if (state.kind === 'ok') tooltip.appendText(`\nChecked at ${state.at.toLocaleTimeString()}`);
    for (const { text } of remarks) tooltip.appendText(`\n\n${text}`);
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = {
      label: [
        `Odoo connection ${connection.name}: ${stateWords(state)}`,
        ...remarks.map(({ text }) => text),
      ].join(' '),
    };
    this.#item.show();
  }
}

function looks(kind: ConnectionState['kind']): {
  icon: string;
  word?: string;
  background?: string;
} {
  switch (kind) {
    case 'unchecked':
      return { icon: 'circle-outline' };
    case 'checking':
      return { icon: 'loading~spin', word: 'checking' };
    case 'ok':
      return { icon: 'pass-filled' };
    case 'signedOut':
      return { icon: 'key', word: 'signed out', background: 'statusBarItem.warningBackground' };
    case 'offline':
      return { icon: 'debug-disconnect', word: 'offline', background: 'statusBarItem.warningBackground' };
    case 'failed':
      return { icon: 'error', word: 'failed', background: 'statusBarItem.errorBackground' };
  }
}
