import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { internals, labelOf } from './internals';

const partners = {
  name: 'Partners for the test',
  request: { operation: 'searchRead', model: 'res.partner', domain: '[("id", ">", 1)]', limit: 3 },
} as const;

describe('Saved requests', () => {
  after(async () => {
    const { saved } = await internals();
    for (const entry of (await saved.list()).entries) await saved.remove(entry);
  });

  it('become a readable file in the workspace, found again by name', async () => {
    const { saved } = await internals();
    const uri = await saved.save(partners);
    assert.match(uri.path, /\/requests\/partners-for-the-test\.odoo\.yaml$/);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.match(text, /operation: searchRead/);
    assert.deepEqual((await saved.find(partners.name))?.request, partners);
  });

  it('keep their place and the comments in the file when saved again', async () => {
    const { saved } = await internals();
    const uri = await saved.save(partners);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`# why this is asked\n${text}`));
    const again = await saved.save({ ...partners, request: { ...partners.request, limit: 7 } });
    assert.equal(again.toString(), uri.toString());
    const changed = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.match(changed, /^# why this is asked/);
    assert.match(changed, /limit: 7/);
  });

  it('show a file that cannot be read with its line and reason, beside the readable ones', async () => {
    const { saved, savedTree } = await internals();
    await saved.save(partners);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'the tests run with a folder open');
    const uri = vscode.Uri.joinPath(folder.uri, 'broken.odoo.yaml');
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('name: Broken\nrequest:\n  operation: nonsense\n'),
    );
    try {
      const items = (await savedTree.getChildren()).map((node) => savedTree.getTreeItem(node));
      assert.ok(items.some((item) => item.label === partners.name));
      assert.ok(items.some((item) => /^broken\.odoo\.yaml:\d+$/.test(labelOf(item))));
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('are gone from the workspace when removed', async () => {
    const { saved } = await internals();
    await saved.save(partners);
    const entry = await saved.find(partners.name);
    assert.ok(entry);
    await saved.remove(entry);
    assert.equal(await saved.find(partners.name), undefined);
  });
});
