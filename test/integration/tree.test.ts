import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { plainAccount } from '../../src/sandbox/accounts';
import type { Node } from '../../src/vscode/tree/nodes';
import { internals, labelOf } from './internals';

const sandboxId = 'sandbox';

async function childrenOf(node: Node): Promise<Node[]> {
  return (await internals()).tree.getChildren(node);
}

async function connectionNode(id: string): Promise<Node> {
  const { tree } = await internals();
  const found = (await tree.getChildren()).find(
    (node) => node.kind === 'connection' && node.connection.id === id,
  );
  if (!found) throw new Error(`The tree shows no connection ${id}.`);
  return found;
}

async function labelled(node: Node, label: string): Promise<Node> {
  const { tree } = await internals();
  const all = await childrenOf(node);
  const found = all.find((child) => tree.getTreeItem(child).label === label);
  if (!found)
    throw new Error(
      `No row ${label}; there are ${all.map((child) => labelOf(tree.getTreeItem(child))).join(', ')}`,
    );
  return found;
}

describe('The Connections tree', () => {
  before(async () => {
    await internals();
    await vscode.commands.executeCommand('odoo.startSandbox');
  });

  after(async () => {
    const { store, vault, tree } = await internals();
    tree.setFilter('');
    await vscode.commands.executeCommand('odoo.stopSandbox');
    for (const { id } of store.all()) {
      await vault.remove(id);
      await store.remove(id);
    }
  });

  it('shows the sandbox as the active connection once it is started', async () => {
    const { store, tree } = await internals();
    assert.equal(store.active()?.id, sandboxId);
    const item = tree.getTreeItem(await connectionNode(sandboxId));
    assert.equal(item.label, 'Sandbox');
    assert.match(String(item.description), /active/);
  });

  it('lists models with technical name and label, and then how many there are', async () => {
    const { tree } = await internals();
    const sandbox = await connectionNode(sandboxId);
    const partner = tree.getTreeItem(await labelled(sandbox, 'res.partner'));
    assert.equal(partner.description, 'Contact');
    assert.equal(partner.contextValue, 'model');
    assert.match(String(tree.getTreeItem(sandbox).description), /\d+ models/);
  });

  it('lists fields with type, relation, required, readonly and stored', async () => {
    const { tree } = await internals();
    const partner = await labelled(await connectionNode(sandboxId), 'res.partner');
    const country = tree.getTreeItem(await labelled(partner, 'country_id'));
    assert.match(String(country.description), /many2one → res\.country/);
    const id = tree.getTreeItem(await labelled(partner, 'id'));
    assert.match(String(id.description), /readonly/);
  });

  it('filters models by every word typed, in technical name or label', async () => {
    const { tree } = await internals();
    tree.setFilter('tag part');
    const shown = await childrenOf(await connectionNode(sandboxId));
    assert.deepEqual(
      shown.map((node) => tree.getTreeItem(node).label),
      ['res.partner.category'],
    );
    assert.match(String(tree.getTreeItem(await connectionNode(sandboxId)).description), /1 of \d+ models/);
    tree.setFilter('no such model');
    const [message] = await childrenOf(await connectionNode(sandboxId));
    assert.equal(message && tree.getTreeItem(message).label, 'No model matches “no such model”.');
    tree.setFilter('');
  });

  it('says signed out, and how to sign in, where the secret is missing', async () => {
    const { store, tree } = await internals();
    const sandbox = store.get(sandboxId);
    await store.save({ ...sandbox, id: 'no-secret', name: 'No secret' });
    const [message] = await childrenOf(await connectionNode('no-secret'));
    const item = message && tree.getTreeItem(message);
    assert.match(labelOf(item), /^Signed out of 127\.0\.0\.1/);
    assert.equal(item?.command?.command, 'odoo.enterSecret');
  });

  it('names the failure and offers to diagnose where the server does not answer', async () => {
    const { store, vault, tree } = await internals();
    const closed = { ...store.get(sandboxId), id: 'closed', name: 'Closed', url: 'http://127.0.0.1:9' };
    await store.save(closed);
    await vault.save(closed, closed.auth, 'x'.repeat(40));
    const [message] = await childrenOf(await connectionNode('closed'));
    const item = message && tree.getTreeItem(message);
    assert.match(labelOf(item), /Click to find out why\.$/);
    assert.equal(item?.command?.command, 'odoo.diagnose');
  });

  it('shows what a plain user may read, and says so', async () => {
    const { store, vault, tree } = await internals();
    const connection = { ...store.get(sandboxId), id: 'plain', name: 'Plain', login: plainAccount.login };
    await store.save(connection);
    await vault.save(connection, 'apiKey', plainAccount.apiKey);
    const nodes = await childrenOf(await connectionNode('plain'));
    const labels = nodes.map((node) => labelOf(tree.getTreeItem(node)));
    assert.match(labels[0] ?? '', /^Showing the \d+ models you may read\.$/);
    assert.ok(labels.includes('res.partner'), `res.partner is among ${labels.join(', ')}`);
  });
});
