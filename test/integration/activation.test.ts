import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'odoo-api-explorer.odoo-api-explorer';

interface Manifest {
  contributes?: { commands?: { command: string }[] };
}

describe('the extension in VS Code', () => {
  it('is present and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `VS Code does not know the extension ${id}`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has a handler for every command that package.json offers', async () => {
    const extension = vscode.extensions.getExtension<unknown>(id);
    const manifest = extension?.packageJSON as Manifest | undefined;
    const offered = (manifest?.contributes?.commands ?? []).map((entry) => entry.command);
    assert.notEqual(offered.length, 0, 'package.json offers no commands');
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      offered.filter((command) => !known.has(command)),
      [],
      'these commands have no handler',
    );
  });
});
