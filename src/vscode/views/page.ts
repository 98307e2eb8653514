import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { serve, type Frame, type Handlers } from '../../contract/rpc';
import { explainError } from '../../diagnosis/explain';

/** The pages this extension brings along, by the name of their bundle in dist/webview. */
export type PageName = 'request' | 'diagnostics';

/** A hidden page stays alive: a call that runs in it can be seen and cancelled when the person comes back. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'dist', 'webview')],
    enableFindWidget: true,
    retainContextWhenHidden: true,
  };
}

export function panelIcon(extension: vscode.Uri): { light: vscode.Uri; dark: vscode.Uri } {
  return {
    light: vscode.Uri.joinPath(extension, 'media', 'panel-light.svg'),
    dark: vscode.Uri.joinPath(extension, 'media', 'panel-dark.svg'),
  };
}

/**
 * Puts a page into a panel and answers it. Everything the page asked for and that still runs is aborted when the panel closes.
 * Returns how to tell the page something unasked.
 */
export function showPage<Api extends object, Pushes extends object>(
  panel: vscode.WebviewPanel,
  extension: vscode.Uri,
  name: PageName,
  api: Api,
  handlers: Handlers<Api>,
): <E extends keyof Pushes & string>(event: E, value: Pushes[E]) => void {
  const { webview } = panel;
  const post = (frame: Frame): void => {
    void webview.postMessage(frame);
  };
  const server = serve(api, handlers, post, explainError);
  const listening = webview.onDidReceiveMessage((message: unknown) => server.receive(message));
  panel.onDidDispose(() => {
    listening.dispose();
    server.dispose();
  });
  webview.html = html(webview, extension, name);
  return (event, value) => post({ kind: 'push', event, value });
}

/** Scripts and the styles they add only with the nonce, images only as data, and nothing from the network. */
function html(webview: vscode.Webview, extension: vscode.Uri, name: PageName): string {
  const nonce = randomBytes(18).toString('base64');
  const file = (extname: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', `${name}.${extname}`)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    'img-src data:',
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('css')}">
<title>Odoo</title>
</head>
<body data-page="${name}">
<div id="app"></div>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}
