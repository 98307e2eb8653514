import type { Reproduction, Row } from './catalogue';
import { examined, examinedCall, wrongPassword } from './engine';
import { everyHostIs, inBetween, nginxInFront } from './front';
import { extraOdoo, odoo, sandbox } from './grounds';
import { faulty, keyOverJson2, toOdoo, toSandbox } from './wishes';

const versions = ['14', '19'] as const;

export const serverRows: Row[] = [
  {
    number: 8,
    failure: 'JSON-2 asked of an Odoo that does not have it',
    expected: { code: 'protocol.json2NotSupported', certainty: 'certain' },
    reproductions: [
      { on: '14', how: '', run: () => examined(toOdoo('14', keyOverJson2), odoo('14').plain.apiKey) },
      {
        on: 'sandbox',
        how: 'version 18',
        run: async () => {
          const server = await sandbox({ version: '18' });
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey);
        },
      },
    ],
  },
  {
    number: 10,
    failure: 'the API key never reaches Odoo',
    expected: { code: 'signIn.keyNotReceived', certainty: 'certain', at: 'signIn' },
    reproductions: [
      {
        on: '19',
        how: 'nginx drops Authorization',
        run: async () => {
          const { url, plain } = odoo('19');
          const front = await nginxInFront(url, 'proxy_set_header Authorization "";');
          return examined(toOdoo('19', { url: front.url, ...keyOverJson2 }), plain.apiKey);
        },
      },
      {
        on: 'sandbox',
        how: 'fault strips-authorization',
        run: async () => {
          const server = await faulty('strips-authorization');
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey);
        },
      },
      ...(['redirect-307', 'redirect-308'] as const).map((fault): Reproduction => ({
        on: 'sandbox',
        how: `fault ${fault}, which is named before a key is sent`,
        expected: { code: 'http.redirected', certainty: 'certain', at: 'http' },
        run: async () => {
          const server = await faulty(fault);
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey);
        },
      })),
    ],
  },
  {
    number: 23,
    failure: 'the RPC module is not loaded',
    expected: { code: 'protocol.rpcNotLoaded', certainty: 'certain' },
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: '--load without it',
        run: async () => {
          const url = await extraOdoo(version, '--load', version === '14' ? 'web' : 'base,web');
          return examined(toOdoo(version, { url }), odoo(version).plain.password);
        },
      })),
      {
        on: 'sandbox',
        how: 'fault no-rpc-module',
        run: async () => {
          const server = await faulty('no-rpc-module');
          return examined(toSandbox(server), server.plain.password);
        },
      },
    ],
  },
  {
    number: 52,
    failure: 'the db service is gone',
    expected: { code: 'database.noService', certainty: 'certain' },
    reproductions: [
      {
        on: 'sandbox',
        how: 'fault no-db-service, a proxy turns the call into db.list',
        run: async () => {
          const server = await faulty('no-db-service');
          const url = await inBetween(server.url, {
            request: ({ body }) => ({
              body: body.replace(
                /"service":"object".*"args":.*(?=\},"id")/,
                '"service":"db","method":"list","args":[]',
              ),
            }),
          });
          return examinedCall(toSandbox(server, { url }), server.plain.password, {
            operation: 'count',
            model: 'res.partner',
          });
        },
      },
    ],
  },
  {
    number: 54,
    failure: 'Odoo Online, with a plan that does not include the API',
    expected: { code: 'protocol.planWithoutApi', certainty: 'possible' },
    reproductions: [
      {
        on: 'sandbox',
        how: 'fault plan-without-api, as acme.odoo.com through a proxy',
        run: async () => {
          const server = await faulty('plan-without-api');
          const network = {
            verifyCertificates: true,
            certificates: [],
            proxy: await everyHostIs(server.url),
          };
          const wish = toSandbox(server, { url: 'http://acme.odoo.com' });
          return examined(wish, server.plain.password, { network });
        },
      },
    ],
  },
  {
    number: 55,
    failure: 'the address of a page was pasted',
    expected: { code: 'address.page', certainty: 'certain', note: true },
    reproductions: [
      ...versions.flatMap((version) =>
        ['/web', '/odoo/action-12', '/web/login?redirect=%2Fodoo'].map((path): Reproduction => ({
          on: version,
          how: path,
          run: () => {
            const wish = toOdoo(version);
            return examined({ ...wish, url: wish.url + path }, odoo(version).plain.password);
          },
        })),
      ),
      {
        on: 'sandbox',
        how: '/my/home',
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, { url: `${server.url}/my/home` }), server.plain.password);
        },
      },
      {
        on: 'sandbox',
        how: 'a path that leads nowhere',
        expected: { code: 'address.path', certainty: 'certain', at: 'odoo' },
        run: async () => {
          const server = await sandbox();
          return examined(toSandbox(server, { url: `${server.url}/erp` }), wrongPassword);
        },
      },
    ],
  },
];
