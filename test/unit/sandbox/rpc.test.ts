import { describe, expect, it } from 'vitest';
import xmlrpc from 'xmlrpc';
import { aNumber, textLike, useSandbox } from './support';

const { sandbox, http, post, service } = useSandbox();

/** A call by the `xmlrpc` package, which knows nothing of the sandbox. */
function call(path: string, method: string, params: unknown[]): Promise<unknown> {
  const client = xmlrpc.createClient(`${sandbox().url}/xmlrpc/2/${path}`);
  return new Promise((resolve) => {
    client.methodCall(method, params, (error: unknown, value: unknown) => {
      const { faultCode, faultString } = (error ?? {}) as { faultCode?: unknown; faultString?: string };
      resolve(error === null ? value : { faultCode, faultString });
    });
  });
}

function execute(model: string, method: string, args: unknown[], kwargs: object = {}): Promise<unknown> {
  const { database, password } = sandbox();
  return call('object', 'execute_kw', [database, 2, password, model, method, args, kwargs]);
}

const denied = { faultCode: 3, faultString: 'Access Denied' };
const xml = { 'content-type': 'text/xml' };

describe('XML-RPC of the sandbox', () => {
  it('tells its version, letter by letter as Odoo writes it', async () => {
    const answer = await post(
      '/xmlrpc/2/common',
      "<?xml version='1.0'?>\n<methodCall>\n<methodName>version</methodName>\n<params>\n</params>\n</methodCall>\n",
      xml,
    );
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.text).toBe(
      '<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n<value><struct>\n' +
        '<member>\n<name>server_version</name>\n<value><string>19.0</string></value>\n</member>\n' +
        '<member>\n<name>server_version_info</name>\n<value><array><data>\n<value><int>19</int></value>\n' +
        '<value><int>0</int></value>\n<value><int>0</int></value>\n<value><string>final</string></value>\n' +
        '<value><int>0</int></value>\n<value><string></string></value>\n</data></array></value>\n</member>\n' +
        '<member>\n<name>server_serie</name>\n<value><string>19.0</string></value>\n</member>\n' +
        '<member>\n<name>protocol_version</name>\n<value><int>1</int></value>\n</member>\n' +
        '</struct></value>\n</param>\n</params>\n\n</methodResponse>\n',
    );
  });

  it('signs in with a password or a key, and says False for everything else', async () => {
    const { apiKey, twoFactor, plain } = sandbox();
    const authenticate = (...args: unknown[]): Promise<unknown> =>
      call('common', 'authenticate', ['sandbox', ...args, {}]);
    expect(await authenticate('admin', 'admin')).toBe(2);
    expect(await authenticate('admin', apiKey)).toBe(2);
    expect(await authenticate('demo', plain.password)).toBe(3);
    expect(await authenticate('twofactor', twoFactor.apiKey)).toBe(4);
    expect(await authenticate('twofactor', twoFactor.password)).toBe(false);
    for (const [login, secret] of [
      ['admin', 'wrong'],
      ['Admin', 'admin'],
      ['nobody', 'x'],
      ['admin', ''],
      ['demo', apiKey],
      ['archived', 'archived'],
      ['admin', 'admin\n'],
    ]) {
      expect(await authenticate(login, secret), `${login} ${secret}`).toBe(false);
    }
  });

  it('keeps the types of values on their way there and back', async () => {
    const [id] = (await execute('sale.order.line', 'create', [
      [{ order_id: 1, name: 'a < b & "c" ]]>\ttab\nline é😀', price_unit: 0.5, product_uom_qty: 3 }],
    ])) as number[];
    const fields = ['name', 'price_unit', 'product_uom_qty', 'sequence', 'product_id', 'order_id'];
    expect(await execute('sale.order.line', 'read', [[id], fields])).toEqual([
      {
        id,
        name: 'a < b & "c" ]]>\ttab\nline é😀',
        price_unit: 0.5,
        product_uom_qty: 3,
        sequence: 10,
        product_id: false,
        order_id: [1, 'S00001'],
      },
    ]);
    const raw = await post(
      '/xmlrpc/2/object',
      `<methodCall><methodName>execute_kw</methodName><params><param><value>sandbox</value></param><param><value><i4>2</i4></value></param><param><value><string>admin</string></value></param><param><value>sale.order.line</value></param><param><value>read</value></param><param><value><array><data><value><array><data><value><int>${String(id)}</int></value></data></array></value><value><array><data><value>product_uom_qty</value></data></array></value></data></array></value></param></params></methodCall>`,
      xml,
    );
    expect(raw.text).toContain('<name>product_uom_qty</name>\n<value><double>3.0</double></value>');
  });

  it('drops control characters from answers and refuses them in calls', async () => {
    await post('/jsonrpc', {
      params: {
        service: 'object',
        method: 'execute_kw',
        args: ['sandbox', 2, 'admin', 'res.partner', 'write', [[1], { ref: 'c:\u0001:\u001f\r\n' }]],
      },
    });
    expect(await execute('res.partner', 'read', [[1], ['ref']])).toEqual([{ id: 1, ref: 'c::\r\n' }]);
    const answer = await post(
      '/xmlrpc/2/common',
      '<methodCall><methodName>\u0001</methodName></methodCall>',
      xml,
    );
    expect(answer.text).toContain('ExpatError: not well-formed (invalid token): line 1, column 24');
  });

  it.each([
    ['a wrong password', ['sandbox', 2, 'wrong', 'res.partner', 'read', [[1]]], denied],
    ['a uid of False', ['sandbox', false, 'admin', 'res.partner', 'read', [[1]]], denied],
    ['somebody else’s uid', ['sandbox', 3, 'admin', 'res.partner', 'read', [[1]]], denied],
    [
      'an unknown uid',
      ['sandbox', 999999, 'x', 'res.partner', 'read', [[1]]],
      {
        faultCode: 2,
        faultString: 'Record does not exist or has been deleted.\n(Record: res.users(999999,), User: 999999)',
      },
    ],
    [
      'an unknown model',
      ['sandbox', 2, 'admin', 'no.such.model', 'read', [[1]]],
      { faultCode: 2, faultString: "Object no.such.model doesn't exist" },
    ],
    [
      'a private method',
      ['sandbox', 2, 'admin', 'res.partner', '_x', [[1]]],
      { faultCode: 4, faultString: "Private methods (such as 'res.partner._x') cannot be called remotely." },
    ],
    [
      'a value that is not there',
      ['sandbox', 2, 'admin', 'product.product', 'create', [{}]],
      {
        faultCode: 2,
        faultString: textLike(
          /^The operation cannot be completed: Missing required value for the field 'Name' \(name\)\.\nModel: 'Product' \(product\.template\)/,
        ),
      },
    ],
  ])('gives the fault of Odoo 19 for %s', async (_, params, expected) => {
    expect(await call('object', 'execute_kw', params)).toEqual(expected);
  });

  it.each([
    [
      'an unknown database',
      'common',
      'authenticate',
      ['nope', 'a', 'b', {}],
      /psycopg2\.OperationalError: connection to server .*FATAL: {2}database "nope" does not exist/,
    ],
    ['no database', 'common', 'authenticate', ['', 'a', 'b', {}], /AssertionError: Missing database name/],
    [
      'too few arguments',
      'common',
      'authenticate',
      ['sandbox', 'a', 'b'],
      /TypeError: exp_authenticate\(\) missing 1 required positional argument: 'user_agent_env'/,
    ],
    ['an unknown method', 'common', 'nope', [], /\nException: Method not found: nope/],
    ['an unknown service', 'nope', 'version', [], /KeyError: 'nope'/],
    [
      'an unknown ORM method',
      'object',
      'execute_kw',
      ['sandbox', 2, 'admin', 'res.partner', 'nope', []],
      /AttributeError: The method 'res\.partner\.nope' does not exist/,
    ],
    [
      'an unknown field',
      'object',
      'execute_kw',
      ['sandbox', 2, 'admin', 'res.partner', 'write', [[1], { nope: 1 }]],
      /KeyError: 'nope'/,
    ],
    [
      'None as an answer',
      'object',
      'execute_kw',
      ['sandbox', 2, 'admin', 'sandbox.tools', 'return_none', []],
      /TypeError: cannot marshal None unless allow_none is enabled/,
    ],
  ])('gives fault 1 with a traceback for %s', async (_, path, method, params, last) => {
    expect(await call(path, method, params)).toEqual({
      faultCode: 1,
      faultString: textLike(/^Traceback \(most recent call last\):\n/),
    });
    expect(((await call(path, method, params)) as { faultString: string }).faultString).toMatch(last);
  });

  it('archives, although it cannot say so', async () => {
    const id = (await execute('res.partner', 'create', [{ name: 'To archive' }])) as number;
    expect(await execute('res.partner', 'action_archive', [[id]])).toMatchObject({ faultCode: 1 });
    expect(await execute('res.partner', 'read', [[id], ['active']])).toEqual([{ id, active: false }]);
  });

  it('lists its databases and answers nothing that needs the master password', async () => {
    expect(await call('db', 'list', [])).toEqual(['sandbox', 'sandbox_staging']);
    expect(await call('db', 'db_exist', ['sandbox'])).toBe(true);
    expect(await call('db', 'db_exist', ['nope'])).toBe(false);
    expect(await call('db', 'server_version', [])).toBe('19.0');
    expect(await call('db', 'drop', ['admin', 'sandbox'])).toEqual(denied);
  });

  it('takes execute with its arguments in a row', async () => {
    expect(
      await call('object', 'execute', ['sandbox', 2, 'admin', 'res.partner', 'read', [1], ['name']]),
    ).toEqual([{ id: 1, name: 'Sandbox Furniture' }]);
  });

  it('refuses GET, an empty body and a form', async () => {
    const get = await http('/xmlrpc/2/common');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'OPTIONS, POST']);
    for (const type of ['text/xml', 'application/x-www-form-urlencoded']) {
      const answer = await post('/xmlrpc/2/common', type === 'text/xml' ? '' : '<methodCall/>', {
        'content-type': type,
      });
      expect(answer.text).toContain('xml.parsers.expat.ExpatError: no element found: line 1, column 0');
    }
  });

  it('has the old faults without the 2 in the path', async () => {
    const answer = await post(
      '/xmlrpc/common',
      '<methodCall><methodName>nope</methodName></methodCall>',
      xml,
    );
    expect(answer.text).toContain(
      '<name>faultCode</name>\n<value><string>Method not found: nope</string></value>',
    );
  });
});

describe('JSON-RPC of the sandbox', () => {
  it('answers with the id of the call, and without a result for None', async () => {
    const version = await post('/jsonrpc/', {
      id: 'abc',
      params: { service: 'common', method: 'version', args: [] },
    });
    expect(version.text).toBe(
      '{"jsonrpc": "2.0", "id": "abc", "result": {"server_version": "19.0", "server_version_info": [19, 0, 0, "final", 0, ""], ' +
        '"server_serie": "19.0", "protocol_version": 1}}',
    );
    const none = await post('/jsonrpc', {
      jsonrpc: '2.0',
      id: 1,
      params: {
        service: 'object',
        method: 'execute_kw',
        args: ['sandbox', 2, 'admin', 'sandbox.tools', 'return_none', []],
      },
    });
    expect(none.text).toBe('{"jsonrpc": "2.0", "id": 1}');
  });

  it('tells failures with HTTP 200 and the exception as data', async () => {
    const answer = await post('/jsonrpc', {
      id: 1,
      params: {
        service: 'object',
        method: 'execute_kw',
        args: ['sandbox', 2, 'wrong', 'res.partner', 'read', [[1]]],
      },
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: 0,
        message: 'Odoo Server Error',
        data: {
          name: 'odoo.exceptions.AccessDenied',
          message: 'Access Denied',
          arguments: ['Access Denied'],
          context: {},
          debug: 'odoo.exceptions.AccessDenied: Access Denied\n',
        },
      },
    });
  });

  it.each([
    [
      ['res.partner', 'search', []],
      'builtins.TypeError',
      "BaseModel.search() missing 1 required positional argument: 'domain'",
    ],
    [['res.partner', 'write', []], 'builtins.IndexError', 'list index out of range'],
    [
      ['res.partner', 'write', [[1], {}, 5]],
      'builtins.TypeError',
      'ResPartner.write() takes 2 positional arguments but 3 were given',
    ],
    [
      ['res.partner', 'search_count', [[]], { domain: [] }],
      'builtins.TypeError',
      "BaseModel.search_count() got multiple values for argument 'domain'",
    ],
    [
      ['res.partner', 'search', [[]], { foo: 1 }],
      'builtins.TypeError',
      "BaseModel.search() got an unexpected keyword argument 'foo'",
    ],
    [
      ['res.partner', 'read', [[1], ['name'], 'x', 'y']],
      'builtins.TypeError',
      'BaseModel.read() takes from 1 to 3 positional arguments but 4 were given',
    ],
    [['res.partner', 'search_count', 5], 'builtins.TypeError', 'Value after * must be an iterable, not int'],
    [['res.partner'], 'builtins.ValueError', 'not enough values to unpack (expected at least 5, got 4)'],
    [
      ['res.partner', 'search_count', [[]], {}, 4],
      'builtins.ValueError',
      'too many values to unpack (expected 2)',
    ],
  ])('binds arguments as Python does: %j', async (call, name, message) => {
    expect(await service('object', 'execute_kw', ['sandbox', 2, 'admin', ...call])).toMatchObject({
      name,
      message,
    });
  });

  it('gives one id for one new record and a list for several', async () => {
    const create = (vals: unknown): Promise<unknown> =>
      service('object', 'execute_kw', ['sandbox', 2, 'admin', 'res.partner', 'create', [vals]]);
    expect(await create({ name: 'One' })).toEqual(aNumber);
    expect(await create([{ name: 'One' }, { name: 'Two' }])).toEqual([aNumber, aNumber]);
  });

  it('answers the version and the databases to anyone', async () => {
    const version = await post('/web/webclient/version_info', { jsonrpc: '2.0', id: 1, params: {} });
    expect(JSON.parse(version.text)).toMatchObject({ result: { server_version: '19.0' } });
    const list = await post('/web/database/list', { jsonrpc: '2.0', id: 1, params: {} });
    expect(JSON.parse(list.text)).toMatchObject({ result: ['sandbox', 'sandbox_staging'] });
    expect((await http('/web/version')).text).toBe(
      '{"version_info": [19, 0, 0, "final", 0, ""], "version": "19.0"}',
    );
    expect((await http('/web/health')).text).toBe('{"status": "pass"}');
  });

  it('refuses what is no JSON-RPC as Odoo does', async () => {
    expect(await post('/jsonrpc', '{"params": {')).toMatchObject({ status: 400, text: 'Invalid JSON data' });
    expect(await post('/jsonrpc', [])).toMatchObject({ status: 400, text: 'Invalid JSON-RPC data' });
    const text = await post('/jsonrpc', '{}', { 'content-type': 'text/plain' });
    expect([text.status, text.headers.get('accept')]).toEqual([
      415,
      'application/json, application/json-rpc',
    ]);
    expect((await http('/jsonrpc')).text).toContain(
      '[&#39;http&#39;, &#39;json2&#39;] but &#39;/jsonrpc&#39; is type=&#39;jsonrpc&#39;',
    );
    const missing = await post('/jsonrpc', { id: 1 });
    expect(missing.text).toContain(
      "JSONRPC.jsonrpc() missing 3 required positional arguments: 'service', 'method', and 'args'",
    );
  });
});

describe('pages of the sandbox', () => {
  it('say what it is', async () => {
    const page = await http('/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('This is the sandbox');
  });

  it('are not found elsewhere', async () => {
    const lost = await http('/no/such/path');
    expect(lost.status).toBe(404);
    expect(lost.text).toContain('No database is selected');
    const named = await http('/no/such/path', { headers: { 'x-odoo-database': 'sandbox' } });
    expect(named.text).toContain('The requested URL was not found on the server.');
  });
});
