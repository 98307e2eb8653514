import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Connection } from '../../src/model/connection';
import type { DiagnosisStep } from '../../src/model/diagnosis';
import { plainAccount, twoFactorAccount } from '../../src/sandbox/accounts';
import { takeEnvironmentConnection } from '../../src/vscode/environmentConnection';
import type { Node } from '../../src/vscode/tree/nodes';
import { internals, labelOf, tooltipOf } from './internals';

const noticed = 'One of your API keys, “Runs out soon';

describe('Connections of every kind', () => {
  let base: Connection;

  before(async () => {
    const { store } = await internals();
    await vscode.commands.executeCommand('odoo.startSandbox');
    base = store.get('sandbox');
  });

  after(async () => {
    const { store, keeper } = await internals();
    await vscode.commands.executeCommand('odoo.stopSandbox');
    for (const connection of store.all()) await keeper.remove(connection);
  });

  async function save(connection: Connection, secret: string): Promise<Connection> {
    const { store, vault } = await internals();
    await store.save(connection);
    await vault.save(connection, connection.auth, secret);
    return connection;
  }

  function rest(id: string, change: Partial<Connection>): Connection {
    return {
      ...base,
      id,
      name: id,
      protocol: 'rest',
      rest: { dialect: 'plain', basePath: '/api/v1' },
      ...change,
    };
  }

  it('check a REST module by its own sign-in, and list its operations in place of models', async () => {
    const { monitor, tree, operations } = await internals();
    const secureApi = { dialect: 'secureApi', basePath: '/api' } as const;
    const connection = await save(
      rest('secure', { auth: 'secureApiKey', login: plainAccount.login, rest: secureApi }),
      plainAccount.apiKey,
    );
    assert.equal((await monitor.check(connection)).kind, 'ok');
    const row: Node = { kind: 'connection', connection };
    const [begin] = await tree.getChildren(row);
    assert.equal(begin && labelOf(tree.getTreeItem(begin)), 'REST: build a request');
    await operations.replace(connection.id, [
      {
        id: 'GET /api/partner/rest',
        method: 'GET',
        path: '/api/partner/rest',
        summary: 'Partners',
        tag: '',
        parameters: [],
      },
    ]);
    const [operation] = await tree.getChildren(row);
    const item = operation && tree.getTreeItem(operation);
    assert.equal(labelOf(item), 'GET /api/partner/rest');
    assert.deepEqual(item?.command?.arguments, [connection.id, 'GET /api/partner/rest']);
  });

  it('say that a key in a header is refused, although nobody signs in with it', async () => {
    const { monitor } = await internals();
    const header = { name: 'Authorization', prefix: 'Bearer ' };
    const connection = await save(
      rest('header', { auth: 'header', header, rest: { dialect: 'plain', basePath: '/api/v1/partners' } }),
      'not a token',
    );
    const state = await monitor.check(connection);
    assert.equal(state.kind, 'failed');
    assert.equal('problem' in state && state.problem.code, 'signIn.notAccepted');
  });

  it('fail after a diagnosis that found why, and list nothing that would send the secret again', async () => {
    const { monitor, tree } = await internals();
    const connection = await save(
      { ...base, id: 'diagnosed', name: 'Diagnosed', login: twoFactorAccount.login, auth: 'password' },
      twoFactorAccount.password,
    );
    monitor.note(connection.id, undefined);
    assert.equal(monitor.state(connection.id).kind, 'ok');
    const cause = {
      code: 'signIn.twoFactor',
      title: 'Two-factor sign-in',
      sentence: 'Programs need a key.',
      certainty: 'certain',
    } as const;
    const steps: DiagnosisStep[] = [{ probe: 'signIn', verdict: 'failed', ms: 1, detail: 'refused' }];
    const nothing = { evidence: [], against: [], remedies: [], others: [], excluded: [], questions: [] };
    monitor.noteDiagnosis(connection.id, { ok: false, cause, steps, notes: [], access: [], ...nothing });
    const state = monitor.state(connection.id);
    assert.equal('problem' in state && state.problem.code, 'signIn.twoFactor');
    // Nothing that a server said: it is not to be taken over as evidence.
    assert.equal(monitor.failure(connection.id), undefined);
    const [row] = await tree.getChildren({ kind: 'connection', connection });
    const item = row && tree.getTreeItem(row);
    assert.equal(labelOf(item), 'This account has two-factor sign-in. Click to find out why.');
    assert.equal(item?.command?.command, 'odoo.diagnose');
  });

  it('tell once that an API key runs out soon, and go on saying so in the tooltip', async () => {
    const { monitor, keys, tree } = await internals();
    const connection = await save(
      { ...base, id: 'plain', name: 'Plain', login: plainAccount.login },
      plainAccount.apiKey,
    );
    await monitor.check(connection);
    await keys.look(connection);
    assert.ok(keys.warning(connection)?.startsWith(noticed), keys.warning(connection));
    const item = tree.getTreeItem({ kind: 'connection', connection });
    assert.ok(tooltipOf(item).includes(noticed));
    assert.equal(keys.warning({ ...connection, auth: 'password' }), undefined);
  });

  it('open a web session only after that was agreed to, and close it with Sign Out', async () => {
    const { client, consent, keeper, vault } = await internals();
    const connection = await save(
      { ...base, id: 'web', name: 'Web', auth: 'webSession', protocol: 'web', login: plainAccount.login },
      plainAccount.password,
    );
    await consent.give(connection);
    assert.equal(await client.signIn(connection), plainAccount.uid);
    await keeper.signOut(connection);
    assert.equal(await vault.has(connection, 'webSession'), false);
    assert.equal(consent.has(connection), true);
    await keeper.remove(connection);
    assert.equal(consent.has(connection), false);
  });

  it('forget the agreement when the address becomes another server’s', async () => {
    const { consent, keeper } = await internals();
    const connection = await save(
      { ...base, id: 'moving', name: 'Moving', auth: 'webSession', protocol: 'web' },
      'secret',
    );
    await consent.give(connection);
    await keeper.keep(
      { ...connection, auth: 'password', protocol: 'jsonRpc', url: 'http://127.0.0.1:9' },
      undefined,
    );
    assert.equal(consent.has(connection), false);
  });

  it('are made from the environment for every way to sign in', async () => {
    const { store, vault, keeper } = await internals();
    const environment = {
      ODOO_URL: base.url,
      ODOO_DB: base.database,
      ODOO_LOGIN: plainAccount.login,
      ODOO_PASSWORD: plainAccount.password,
      ODOO_AUTH: 'webSession',
    };
    const web = await takeEnvironmentConnection(environment, store, vault);
    assert.equal(web?.protocol, 'web');
    assert.equal(await vault.secretFor(web), plainAccount.password);
    const oauth = await takeEnvironmentConnection(
      { ...environment, ODOO_AUTH: 'oauth2', ODOO_PROTOCOL: 'rest', ODOO_SECRET: 'client secret' },
      store,
      vault,
    );
    assert.equal(oauth?.oauth2?.tokenUrl, '/api/oauth2/token');
    assert.equal(oauth.rest?.dialect, 'plain');
    assert.equal(await vault.secretFor(oauth), 'client secret');
    await keeper.remove(oauth);
  });
});
