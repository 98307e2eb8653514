import { describe, expect, it } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import { redirectFacts } from '../../../src/odoo/protocol/httpProblem';
import type { Exchange } from '../../../src/odoo/protocol/wire';
import { databaseExists, listDatabases, readServerVersion } from '../../../src/odoo/server';
import {
  exceptionAnswer,
  faultAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  ScriptedTransport,
  xmlAnswer,
  type Script,
} from '../../support/scriptedTransport';

const url = 'https://erp.example.com';
const version = { server_version: '19.0', server_version_info: [19, 0, 0, 'final', 0, ''] };
const versionAsXml =
  '<struct><member><name>server_version</name><value><string>14.0</string></value></member></struct>';

function exchangeOf(script: Script): Exchange {
  const transport = new ScriptedTransport(script);
  return (request) => transport.send(request, { timeoutMs: 1000, maxBytes: 1000 });
}

/** The web client answers one thing, XML-RPC another. */
function byPath(web: ReturnType<Script>, xml: ReturnType<Script>): Exchange {
  return exchangeOf((request) => (request.url.includes('/xmlrpc/') ? xml : web));
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  return error instanceof OdooError ? error.code : 'nothing failed';
}

describe('readServerVersion', () => {
  it('asks the web client', async () => {
    const exchange = byPath(resultAnswer(version), htmlAnswer(404, '404 Not Found'));
    expect(await readServerVersion(url, exchange)).toMatchObject({ text: '19.0', major: 19 });
  });

  it.each([
    ['is not there', htmlAnswer(404, '404 Not Found')],
    ['is blocked', htmlAnswer(403, '403 Forbidden')],
    ['answers with a page', htmlAnswer(200, 'Welcome')],
    ['needs a database', htmlAnswer(404, '404', 'No database is selected')],
    ['fails', htmlAnswer(500, '500 Internal Server Error', 'Internal Server Error')],
  ])('asks XML-RPC where the web client %s', async (_what, answer) => {
    expect(await readServerVersion(url, byPath(answer, xmlAnswer(versionAsXml)))).toMatchObject({
      major: 14,
    });
  });

  it('names what stands in the way where neither answers', async () => {
    const page = htmlAnswer(200, 'Welcome');
    expect(await codeOf(readServerVersion(url, byPath(page, page)))).toBe('http.notOdoo');
    const redirect = { status: 301, headers: { location: 'https://www.example.com/' } };
    expect(await codeOf(readServerVersion(url, byPath(redirect, redirect)))).toBe('http.redirected');
    const other = jsonAnswer({ hello: 'world' });
    expect(await codeOf(readServerVersion(url, byPath(other, other)))).toBe('http.notOdoo');
  });
});

describe('listDatabases', () => {
  it('gives the names, and nothing where the server keeps them to itself', async () => {
    expect(
      await listDatabases(
        url,
        exchangeOf(() => resultAnswer(['a', 'b'])),
      ),
    ).toEqual(['a', 'b']);
    const denied = exceptionAnswer('odoo.exceptions.AccessDenied', 'Access Denied');
    expect(
      await listDatabases(
        url,
        exchangeOf(() => denied),
      ),
    ).toBeUndefined();
    expect(
      await listDatabases(
        url,
        exchangeOf(() => htmlAnswer(500, 'Internal Server Error')),
      ),
    ).toBeUndefined();
  });
});

describe('databaseExists', () => {
  it('gives yes, no, or nothing where the service is gone', async () => {
    const answering = (script: Script) => databaseExists(url, 'acme', exchangeOf(script));
    expect(await answering(() => xmlAnswer('<boolean>1</boolean>'))).toBe(true);
    expect(await answering(() => xmlAnswer('<boolean>0</boolean>'))).toBe(false);
    expect(await answering(() => faultAnswer(1, 'ValueError: Invalid service name: db'))).toBeUndefined();
  });
});

describe('redirectFacts', () => {
  const asked = 'http://erp.example.com/web/webclient/version_info';

  it.each([
    ['https://erp.example.com/web/webclient/version_info', 'https://erp.example.com'],
    ['https://www.example.com/odoo/web/webclient/version_info', 'https://www.example.com/odoo'],
    ['https://www.example.com/', 'https://www.example.com'],
    ['https://sso.example.com/login?next=erp', 'https://sso.example.com'],
    ['/web/login', undefined],
    ['', undefined],
    ['http://[broken', undefined],
  ])('finds in “%s” the address %s', (location, address) => {
    expect(redirectFacts(location, asked)['address']).toBe(address);
  });
});
