import { describe, expect, it } from 'vitest';
import { proxyAuthorization, proxyFor } from '../../../src/odoo/proxy';

const direct = { verifyCertificates: true, certificates: [] };
const proxied = { ...direct, proxy: 'http://proxy.example.com:3128' };
const erp = 'https://erp.example.com/jsonrpc';

describe('proxyFor', () => {
  it('goes directly when nothing says otherwise', () => {
    expect(proxyFor(erp, direct, {})).toBeUndefined();
  });

  it('takes the setting before the environment', () => {
    expect(proxyFor(erp, proxied, { HTTPS_PROXY: 'http://other:1' })).toBe('http://proxy.example.com:3128');
  });

  it.each([
    [{ HTTPS_PROXY: 'http://p:1' }, 'http://p:1'],
    [{ https_proxy: 'http://p:2' }, 'http://p:2'],
    [{ https_proxy: 'http://p:2', HTTPS_PROXY: 'http://p:1' }, 'http://p:2'],
    [{ ALL_PROXY: 'http://p:3' }, 'http://p:3'],
    [{ HTTP_PROXY: 'http://p:4' }, undefined],
    [{ HTTPS_PROXY: 'p:5' }, 'http://p:5'],
    [{ HTTPS_PROXY: '' }, undefined],
  ])('reads %j for https as %s', (environment, expected) => {
    expect(proxyFor(erp, direct, environment)).toBe(expected);
  });

  it('reads HTTP_PROXY for http', () => {
    expect(proxyFor('http://erp.example.com', direct, { HTTP_PROXY: 'http://p:4' })).toBe('http://p:4');
  });

  it.each([
    ['erp.example.com', true],
    ['ERP.example.com', true],
    ['example.com', true],
    ['.example.com', true],
    ['*.example.com', true],
    ['*', true],
    ['erp.example.com:443', true],
    ['erp.example.com:8069', false],
    ['ample.com', false],
    ['other.com', false],
    ['', false],
  ])('with the exception “%s” it goes directly: %s', (entry, bypassed) => {
    expect(proxyFor(erp, { ...proxied, noProxy: [entry] }, {})).toBe(bypassed ? undefined : proxied.proxy);
  });

  it('reads NO_PROXY, and the setting before it', () => {
    const environment = { NO_PROXY: 'localhost, example.com' };
    expect(proxyFor(erp, proxied, environment)).toBeUndefined();
    expect(proxyFor(erp, { ...proxied, noProxy: ['other.com'] }, environment)).toBe(proxied.proxy);
  });

  it.each(['http://localhost:8069', 'http://127.0.0.1:8069', 'http://[::1]:8069', 'https://LOCALHOST'])(
    'never sends %s through a proxy',
    (address) => {
      expect(proxyFor(address, proxied, { ALL_PROXY: 'http://p:3' })).toBeUndefined();
    },
  );
});

describe('proxyAuthorization', () => {
  it('takes the setting before the name and password in the address', () => {
    const named = new URL('http://me:p%40ss@proxy.example.com');
    expect(proxyAuthorization(named, direct)).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    expect(proxyAuthorization(named, { ...direct, proxyAuthorization: 'Bearer x' })).toBe('Bearer x');
    expect(proxyAuthorization(new URL('http://me@proxy.example.com'), direct)).toBe(
      `Basic ${Buffer.from('me:').toString('base64')}`,
    );
    expect(proxyAuthorization(new URL('http://proxy.example.com'), direct)).toBeUndefined();
    expect(proxyAuthorization(new URL('http://me:100%@proxy.example.com'), direct)).toBe(
      `Basic ${Buffer.from('me:100%').toString('base64')}`,
    );
  });
});
