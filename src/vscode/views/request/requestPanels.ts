import * as vscode from 'vscode';
import type { Draft } from '../../../model/draft';
import { panelTypes } from '../../ids';
import { pageOptions, panelIcon } from '../page';
import type { RequestPanelPorts } from './panelContext';
import { RequestPanel } from './requestPanel';
import { UndoStore } from './undoStore';

/** Every open request builder. Saved requests and models that are browsed have one each; a new request always gets its own. */
export class RequestPanels implements vscode.WebviewPanelSerializer {
  readonly #ports: Omit<RequestPanelPorts, 'openRecord' | 'openBeside' | 'undo'>;
  readonly #undo = new UndoStore();
  readonly #byKey = new Map<string, RequestPanel>();

  constructor(ports: Omit<RequestPanelPorts, 'openRecord' | 'openBeside' | 'undo'>) {
    this.#ports = ports;
  }

  /** Shows a draft: in the builder that is open for `key`, or in a new one. */
  open(draft: Draft, options: { sendNow: boolean; key?: string }): void {
    const existing = options.key ? this.#byKey.get(options.key) : undefined;
    if (existing) {
      existing.load(draft, options.sendNow);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelTypes.request,
      'New Request',
      vscode.ViewColumn.Active,
      pageOptions(this.#ports.extension),
    );
    this.#add(panel, { draft, sendNow: options.sendNow }, options.key);
  }

  /** A builder that was open when VS Code was closed: the page itself kept what was typed. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    panel.webview.options = pageOptions(this.#ports.extension);
    this.#add(panel, undefined, undefined);
    return Promise.resolve();
  }

  #add(
    panel: vscode.WebviewPanel,
    opening: { draft: Draft; sendNow: boolean } | undefined,
    key: string | undefined,
  ): void {
    panel.iconPath = panelIcon(this.#ports.extension);
    const ports: RequestPanelPorts = {
      ...this.#ports,
      undo: this.#undo,
      openRecord: (draft, record) =>
        this.open(draft, { sendNow: true, ...(record === undefined ? {} : { key: record }) }),
      openBeside: (draft) => this.open(draft, { sendNow: false }),
    };
    const request = new RequestPanel(panel, ports, opening);
    if (!key) return;
    this.#byKey.set(key, request);
    panel.onDidDispose(() => this.#byKey.delete(key));
  }
}
