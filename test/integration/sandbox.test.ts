import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Node } from '../../src/vscode/tree/nodes';
import { internals, labelOf, tooltipOf } from './internals';

async function sandboxRow(): Promise<Node> {
  const { tree } = await internals();
  const rows = await tree.getChildren();
  const found = rows.find((node) => node.kind === 'connection' && node.connection.id === 'sandbox');
  if (!found) throw new Error('The tree shows no sandbox.');
  return found;
}

async function labelsUnder(node: Node): Promise<string[]> {
  const { tree } = await internals();
  return (await tree.getChildren(node)).map((child) => labelOf(tree.getTreeItem(child)));
}

/** Waits until a check of the sandbox that was started somewhere has ended. */
async function settled(): Promise<string> {
  const { monitor } = await internals();
  for (let tries = 0; tries < 200; tries++) {
    const { kind } = monitor.state('sandbox');
    if (kind !== 'checking' && kind !== 'unchecked') return kind;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The check of the sandbox did not end.');
}

describe('The sandbox in VS Code', () => {
  after(async () => {
    const { store, keeper } = await internals();
    await vscode.commands.executeCommand('odoo.stopSandbox');
    for (const connection of store.all()) await keeper.remove(connection);
  });

  for (const [version, protocol] of [
    ['14', 'jsonRpc'],
    ['20', 'json2'],
  ] as const) {
    it(`starts as Odoo ${version}, over the protocol that it has`, async () => {
      await vscode.commands.executeCommand('odoo.startSandboxAs', version);
      const { store, monitor } = await internals();
      const connection = store.get('sandbox');
      assert.equal(connection.serverVersion, `${version}.0`);
      assert.equal(connection.protocol, protocol);
      assert.equal(monitor.state('sandbox').kind, 'ok');
      assert.ok((await labelsUnder(await sandboxRow())).includes('res.partner'));
    });
  }

  it('fails as it is told, says so in its row, and works again', async () => {
    const { tree } = await internals();
    await vscode.commands.executeCommand('odoo.failSandbox', 'bad-gateway');
    assert.equal(await settled(), 'failed');
    const item = tree.getTreeItem(await sandboxRow());
    assert.match(String(item.description), /fails: Bad gateway/);
    assert.ok(tooltipOf(item).includes('Made to fail'));
    assert.match((await labelsUnder(await sandboxRow()))[0] ?? '', /Click to find out why\.$/);
    await vscode.commands.executeCommand('odoo.failSandbox', 'none');
    assert.equal(await settled(), 'ok');
    assert.doesNotMatch(String(tree.getTreeItem(await sandboxRow()).description), /fails/);
    assert.ok((await labelsUnder(await sandboxRow())).includes('res.partner'));
  });

  it('starts anew for a fault of its certificate, and stays what it was otherwise', async () => {
    const { store, tree } = await internals();
    await vscode.commands.executeCommand('odoo.failSandbox', 'tls-self-signed');
    assert.equal(await settled(), 'offline');
    assert.match(store.get('sandbox').url, /^https:/);
    assert.equal(store.get('sandbox').serverVersion, '20.0');
    const accepting = { ...store.get('sandbox'), tls: { acceptUntrusted: true } };
    await store.save(accepting);
    await vscode.commands.executeCommand('odoo.testConnection', {
      kind: 'connection',
      connection: accepting,
    });
    assert.equal(await settled(), 'ok');
    assert.match(String(tree.getTreeItem(await sandboxRow()).description), /certificate not checked/);
    await vscode.commands.executeCommand('odoo.failSandbox', 'none');
    assert.equal(await settled(), 'ok');
    assert.match(store.get('sandbox').url, /^http:/);
  });
});
