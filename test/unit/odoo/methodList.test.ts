import { describe, expect, it } from 'vitest';
import { htmlText } from '../../../src/odoo/htmlText';
import { knownMethods } from '../../../src/odoo/knownMethods';
import { listMethods } from '../../../src/odoo/methodList';
import { jsonAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure } from './clientBench';

const keyed = { ...connection, auth: 'apiKey' as const, serverVersion: '19.0' };

describe('the methods of Odoo’s own models', () => {
  const names = (version?: string) => knownMethods(version).map(({ name }) => name);

  it('are those of the server’s version', () => {
    const versions = ['14.0', '17.0', '18.0', '19.0', 'saas~19.1+e'];
    const having = (name: string) => versions.filter((version) => names(version).includes(name));
    expect(having('name_get')).toEqual(['14.0', '17.0']);
    expect(having('read_group')).toEqual(['14.0', '17.0', '18.0', '19.0']);
    expect(having('formatted_read_group')).toEqual(['19.0', 'saas~19.1+e']);
    expect(having('has_access')).toEqual(['18.0', '19.0', 'saas~19.1+e']);
    expect(having('search_read')).toEqual(versions);
    expect(names()).toEqual(expect.arrayContaining(['name_get', 'formatted_read_group']));
  });

  it('have parameters, with what each is where it is left out', () => {
    const search = knownMethods('19.0').find(({ name }) => name === 'formatted_read_group');
    expect(search?.parameters.slice(0, 2)).toEqual([
      { name: 'domain', required: true },
      { name: 'groupby', required: false, default: '()' },
    ]);
    expect(knownMethods('14.0').find(({ name }) => name === 'unlink')?.parameters).toEqual([]);
  });
});

describe('the methods of a model', () => {
  const page = {
    methods: {
      action_x: {
        signature: "(mode='a', extra)",
        parameters: {
          mode: { default: 'a', annotation: 'str' },
          amount: {},
          flag: { default: null },
          extra: { kind: 'VAR_KEYWORD' },
        },
        doc: '<div class="document">\n<p>Do <tt>x</tt> &amp; &lt;y&gt;.</p><ul><li><p>one</p></li></ul></div>',
        module: 'sale',
        api: ['model'],
      },
      bare: { signature: '()', parameters: {}, doc: null },
    },
  };

  it('are read from the server’s documentation with a key, over whichever protocol', async () => {
    const { client, transport } = clientOn(() => jsonAnswer(page));
    expect(await listMethods(client, keyed, 'sale.order')).toEqual({
      source: 'server',
      methods: [
        {
          name: 'action_x',
          signature: "(mode='a', extra)",
          parameters: [
            { name: 'mode', required: false, default: "'a'", annotation: 'str' },
            { name: 'amount', required: true },
            { name: 'flag', required: false, default: 'None' },
          ],
          ofModel: true,
          doc: 'Do x & <y>.\n\n- one',
          module: 'sale',
        },
        { name: 'bare', signature: '()', parameters: [], ofModel: false },
      ],
    });
    expect(transport.requests[0]).toMatchObject({
      method: 'GET',
      url: 'https://erp.example.com/doc-bearer/sale.order.json',
      headers: { authorization: 'bearer secret-1' },
    });
  });

  it('are the known ones where there is no documentation, no right to it, or no key', async () => {
    for (const status of [403, 404, 500]) {
      const { client } = clientOn(() => jsonAnswer({ name: 'x', message: '' }, status));
      expect((await listMethods(client, keyed, 'res.partner')).source).toBe('known');
    }
    const { client, transport } = clientOn(() => jsonAnswer(page));
    expect((await listMethods(client, connection, 'res.partner')).source).toBe('known');
    const old = { ...keyed, serverVersion: '18.0' };
    expect((await listMethods(client, old, 'res.partner')).source).toBe('known');
    expect(transport.requests).toEqual([]);
  });

  it('are not made up where the key is refused', async () => {
    const { client } = clientOn(() =>
      jsonAnswer({ name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' }, 401),
    );
    expect((await failure(listMethods(client, keyed, 'res.partner'))).code).toMatch(/^signIn\./);
  });
});

describe('a docstring', () => {
  it('is plain text, whatever it holds', () => {
    expect(htmlText('<p>a<script>alert(1)</script></p>\n<p>b&#39;s &#x1F600; &nosuch; 1 &lt; 2</p>')).toBe(
      "a\n\nb's 😀 &nosuch; 1 < 2",
    );
    expect(htmlText('')).toBe('');
  });
});
