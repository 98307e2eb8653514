import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import { parseAddress } from '../../../src/odoo/address';

/** What was typed or pasted, and the address it stands for. */
const good: [string, string][] = [
  ['https://erp.example.com', 'https://erp.example.com'],
  ['https://erp.example.com/', 'https://erp.example.com'],
  ['https://erp.example.com///', 'https://erp.example.com'],
  ['  https://erp.example.com  ', 'https://erp.example.com'],
  ['erp.example.com', 'https://erp.example.com'],
  ['ERP.Example.COM', 'https://erp.example.com'],
  ['erp.example.com:8069', 'https://erp.example.com:8069'],
  ['https://erp.example.com:443', 'https://erp.example.com'],
  ['http://erp.example.com:80/', 'http://erp.example.com'],
  ['localhost:8069', 'http://localhost:8069'],
  ['localhost', 'http://localhost'],
  ['odoo:8069', 'http://odoo:8069'],
  ['127.0.0.1:8069', 'http://127.0.0.1:8069'],
  ['10.0.0.5:8069', 'http://10.0.0.5:8069'],
  ['192.168.1.7', 'http://192.168.1.7'],
  ['172.16.3.4', 'http://172.16.3.4'],
  ['172.32.3.4', 'https://172.32.3.4'],
  ['[::1]:8069', 'http://[::1]:8069'],
  ['http://[2001:db8::1]:8069/web', 'http://[2001:db8::1]:8069'],
  ['https://erp.example.com/web', 'https://erp.example.com'],
  ['https://erp.example.com/web/login', 'https://erp.example.com'],
  ['https://erp.example.com/odoo/contacts/7', 'https://erp.example.com'],
  ['https://erp.example.com/xmlrpc/2/common', 'https://erp.example.com'],
  ['https://erp.example.com/jsonrpc', 'https://erp.example.com'],
  ['https://erp.example.com/json/2/res.partner/search', 'https://erp.example.com'],
  ['https://example.com/erp', 'https://example.com/erp'],
  ['https://example.com/erp/', 'https://example.com/erp'],
  ['https://example.com/website-of-ours', 'https://example.com/website-of-ours'],
  ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
];

const bad: [string, string, Record<string, unknown>][] = [
  ['', 'address.empty', {}],
  ['   ', 'address.empty', {}],
  ['http://', 'address.invalid', {}],
  ['ftp://erp.example.com', 'address.invalid', { reason: 'scheme' }],
  ['file:///etc/passwd', 'address.invalid', { reason: 'scheme' }],
  ['https://admin:secret@erp.example.com', 'address.invalid', { reason: 'credentials' }],
  ['admin@erp.example.com', 'address.invalid', { reason: 'credentials' }],
  ['my server', 'address.invalid', {}],
  ['https://my server.com', 'address.invalid', {}],
  ['https://erp.example.com:99999', 'address.invalid', {}],
  ['not!a!name', 'address.invalid', {}],
];

describe('parseAddress', () => {
  it.each(good)('reads “%s” as %s', (typed, url) => {
    expect(parseAddress(typed).url).toBe(url);
  });

  it.each(bad)('refuses “%s” as %s', (typed, code, facts) => {
    let thrown: unknown;
    try {
      parseAddress(typed);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(OdooError);
    expect(thrown).toMatchObject({ code, facts });
  });

  it('never repeats a password that stands in the address', () => {
    expect(() => parseAddress('https://admin:hunter2@erp.example.com')).toThrow(
      expect.objectContaining({ facts: { reason: 'credentials' } }) as Error,
    );
  });

  it('says what it left out, and which database was named', () => {
    expect(parseAddress('https://erp.example.com/web/login?db=acme&debug=1#home')).toEqual({
      url: 'https://erp.example.com',
      dropped: '/web/login?db=acme&debug=1#home',
      database: 'acme',
    });
    expect(parseAddress('https://erp.example.com/')).toEqual({ url: 'https://erp.example.com' });
  });
});
