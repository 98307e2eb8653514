import * as vscode from 'vscode';
import type { Connection } from '../model/connection';
import type { KeyWatch } from './keyWatch';
import { sandboxConnectionId, type SandboxControl } from './sandboxControl';

/** Something that stays true of a connection while it works, and that nobody should forget. */
export interface Remark {
  /** A few words for the tree and the status bar; without them it stands in tooltips only. */
  short?: string;
  /** A sentence. */
  text: string;
}

/** What is to be said of connections beside their state. */
export class ConnectionRemarks implements vscode.Disposable {
  readonly #keys: KeyWatch;
  readonly #sandbox: SandboxControl;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(keys: KeyWatch, sandbox: SandboxControl) {
    this.#keys = keys;
    this.#sandbox = sandbox;
    const changed = (): void => this.#changed.fire();
    this.#listening = vscode.Disposable.from(keys.onDidChange(changed), sandbox.onDidChange(changed));
  }

  of(connection: Connection): Remark[] {
    const remarks: Remark[] = [];
    if (connection.tls?.acceptUntrusted) {
      remarks.push({
        short: 'certificate not checked',
        text: 'The server’s certificate is not checked: anyone between here and the server could read the secret.',
      });
    }
    const { fault } = this.#sandbox;
    if (fault && connection.id === sandboxConnectionId) {
      remarks.push({ short: `fails: ${fault.title}`, text: `Made to fail: ${fault.summary}` });
    }
    const key = this.#keys.warning(connection);
    if (key) remarks.push({ text: `${key}.` });
    return remarks;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}
