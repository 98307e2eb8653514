import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Builder } from './builder';
import { openWorkbench, type Workbench } from './workbench';

/* Writes, cancelling and what goes wrong, on the sandbox: it can be slow on demand. One VS Code for all steps. */
describe('On the sandbox', () => {
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    workbench = await openWorkbench({ folder });
  });

  afterAll(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Marks the sandbox with these and no others. */
  async function mark(...marks: string[]): Promise<void> {
    const quick = workbench.quickInput;
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Mark Connection…');
    await quick.step('Marks for this connection');
    for (const { label, checked } of await quick.items()) {
      if (marks.includes(label) !== checked) await quick.pick(label);
    }
    await quick.accept();
    await quick.closed();
  }

  /** What the server has as the comments of the two records, asked for in a builder of its own. */
  async function comments(): Promise<string> {
    await workbench.command('Odoo: New Request');
    const builder = await Builder.in(workbench, 'New Request');
    await builder.chooseOperation('Read');
    await builder.chooseModel('res.partner');
    await builder.fill('Record ids', '7, 8');
    await builder.add('fields', 'name', 'comment');
    await builder.send();
    const rows = await builder.rows();
    expect(rows).toHaveLength(2);
    await workbench.command('View: Close Editor');
    return rows.join();
  }

  it('one click in the welcome view is enough to have models', async () => {
    const tree = await workbench.tree('Connections');
    await expect.poll(() => tree.emptyText(), { timeout: 20_000 }).toContain('Start Sandbox');
    await tree.emptyTextButton('Start Sandbox');
    await workbench.statusBarItem('Sandbox');
    expect(await tree.labels('Sandbox')).toContain('res.partner');
  });

  it('a running call goes on behind another tab, is cancelled at once, and the page says after how long', async () => {
    await workbench.command('Odoo: New Request');
    const builder = await Builder.in(workbench, 'New Request');
    await builder.chooseOperation('Call a method');
    await builder.chooseModel('sandbox.tools');
    await builder.fill('Method', 'sleep');
    await builder.write('kwargs', '{"seconds": 60}');
    await builder.sendWrite();
    await workbench.screenshot('guards-1-running');
    // Someone who looks at something else meanwhile finds the call still running.
    await workbench.command('Odoo: New Request');
    await Builder.in(workbench, 'New Request');
    await Builder.in(workbench, 'sandbox.tools');
    await builder.cancel();
    expect(await builder.calmNote()).toMatch(/Cancelled after \d+(\.\d+)? s\. The server may still finish/);
  });

  it('arguments that are no JSON are pointed at and kept', async () => {
    const builder = await Builder.in(workbench, 'sandbox.tools');
    await builder.write('kwargs', '{"seconds": 60');
    await builder.send();
    expect(await builder.problem()).toMatch(/Keyword|JSON/i);
    expect(await builder.written('kwargs')).toBe('{"seconds": 60');
  });

  it('a connection marked read-only refuses a write before anything is sent', async () => {
    await mark('Read-only');
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox', 'res.partner'], 'New Request');
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.chooseOperation('Delete');
    await builder.fill('Record ids', '1');
    await builder.send();
    expect(await builder.problem()).toContain('Sandbox is marked read-only, so nothing was sent.');
    await workbench.screenshot('guards-2-read-only');
  });

  it('a connection marked production shows what a write will change, and Escape sends nothing of it', async () => {
    await mark('Production');
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.chooseOperation('Update');
    await builder.clear('records');
    await builder.fill('Record ids', '7, 8');
    await builder.write('values', '{"comment": "changed by a test"}');
    await builder.send();
    const review = await builder.review();
    expect(review).toContain('Update 2 records of res.partner on Sandbox?');
    expect(review).toContain('Production');
    expect(review).toContain('127.0.0.1');
    expect(review).toContain('changed by a test');
    await workbench.screenshot('guards-3-production');
    await builder.pressKey('Escape');
    await builder.gone('review');
    expect(await comments()).not.toContain('changed by a test');
  });

  it('a write that was agreed to is sent, and can be taken back', async () => {
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.sendWrite();
    expect(await builder.summary()).toContain('Updated 2 records');
    expect(await comments()).toContain('changed by a test');
    await builder.press('undo');
    expect(await builder.review()).toContain('Undo');
    await workbench.screenshot('guards-3-undo');
    await builder.confirm();
    expect(await builder.text('notice')).toContain('Undid');
    expect(await comments()).not.toContain('changed by a test');
  });

  it('an unknown field is named in a plain sentence, with the server’s words folded away', async () => {
    await workbench.command('View: Close All Editors');
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox', 'res.partner'], 'Browse Records');
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.summary();
    await builder.write('filter', '[("nmae", "=", "x")]');
    await builder.send();
    expect(await builder.problem()).toContain('nmae');
    expect(await workbench.text()).toContain('Use “name” if that is what was meant.');
    await workbench.screenshot('guards-4-unknown-field');
  });

  it('models are filtered while one types, and their names copied', async () => {
    const tree = await workbench.tree('Connections');
    await workbench.command('Odoo: Filter Models…');
    await workbench.quickInput.type('tag part');
    await expect.poll(() => tree.labels('Sandbox'), { timeout: 20_000 }).toEqual(['res.partner.category']);
    await workbench.quickInput.accept();
    await tree.contextMenu(['Sandbox', 'res.partner.category'], 'Copy Technical Name');
    await expect.poll(() => workbench.clipboard(), { timeout: 10_000 }).toBe('res.partner.category');
    await workbench.command('Odoo: Clear Model Filter');
    await expect.poll(() => tree.labels('Sandbox'), { timeout: 20_000 }).toContain('res.users');
  });

  it('a connection is renamed in its own row', async () => {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Rename Connection…');
    await workbench.quickInput.enter('Saved requests refer to a connection by its name.', 'Playground');
    await workbench.statusBarItem('Playground');
    await tree.contextMenu(['Playground'], 'Rename Connection…');
    await workbench.quickInput.enter('Saved requests refer to a connection by its name.', 'Sandbox');
    await workbench.statusBarItem('Sandbox');
  });

  it('signing out leaves no way in, and says how to sign in again', async () => {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Sign Out (Forget Password and API Key)');
    await workbench.notification('Its secrets are forgotten here');
    await expect
      .poll(async () => (await tree.labels('Sandbox')).join(), { timeout: 20_000 })
      .toContain('Signed out of 127.0.0.1');
  });

  it('a server that is gone is offline in the status bar, and the tree offers to start it', async () => {
    await workbench.command('Odoo: Stop Sandbox');
    await workbench.command('Odoo: Test Connection');
    await workbench.quickInput.pick('Sandbox');
    const item = await workbench.statusBarItem('Sandbox: offline');
    expect(await item.innerText()).toContain('offline');
    await workbench.screenshot('guards-5-offline');
  });

  it('a connection is deleted once that is confirmed, and the view says what to do again', async () => {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Delete Connection…');
    await workbench.clickDialogButton('Delete the connection Sandbox?', 'Delete');
    await expect.poll(() => tree.emptyText(), { timeout: 20_000 }).toContain('Add Connection');
  });
});
