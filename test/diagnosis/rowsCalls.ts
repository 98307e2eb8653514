import type { Diagnosis } from '../../src/model/diagnosis';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { OdooVersion } from '../support/odooServer';
import type { Expected, Reproduction, Row } from './catalogue';
import { clientWith, connectionOf, examinedCall, examinedProblem, transportFor, type Wish } from './engine';
import { odoo, sandbox } from './grounds';
import { changedMeanwhile } from './temporaryUser';
import { keyOverJson2, passwordOverXmlRpc, toOdoo, toSandbox } from './wishes';
import { callOnFault } from './catalogueCalls';

const versions = ['14', '19'] as const;
const count: RequestSpec = { operation: 'count', model: 'res.partner' };
const certain = (code: Expected['code']): Expected => ({ code, certainty: 'certain' });
const secretOn = (version: OdooVersion, changes: Partial<Wish>): string =>
  changes.auth === 'apiKey' ? odoo(version).plain.apiKey : odoo(version).plain.password;

/** A call of the plain user to both real servers. */
function onBoth(how: string, spec: RequestSpec, changes: Partial<Wish> = {}): Reproduction[] {
  return versions.map((version) => ({
    on: version,
    how,
    run: () => examinedCall(toOdoo(version, changes), secretOn(version, changes), spec),
  }));
}

export const callRows: Row[] = [
  {
    number: 31,
    failure: 'signed in, and the secret is no longer accepted',
    expected: { code: 'signIn.rejected', certainty: 'likely' },
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'the password was changed after signing in',
        run: () => changedMeanwhile(version),
      })),
      {
        ...callOnFault('secret-changed', count),
        expected: certain('server.accessDenied'),
      },
    ],
  },
  {
    number: 53,
    failure: 'the method was removed in this version',
    expected: certain('server.methodRemoved'),
    reproductions: [
      {
        on: '19',
        how: 'name_get',
        run: () =>
          examinedCall(toOdoo('19'), odoo('19').plain.password, {
            operation: 'call',
            model: 'res.partner',
            method: 'name_get',
            args: [[1]],
          }),
      },
      {
        on: 'sandbox',
        how: 'version 20, read_group',
        run: async () => {
          const server = await sandbox({ version: '20' });
          return examinedCall(toSandbox(server), server.plain.password, {
            operation: 'call',
            model: 'res.partner',
            method: 'read_group',
            args: [[], ['id'], ['country_id']],
          });
        },
      },
    ],
  },
  {
    number: 61,
    failure: 'a company that the user may not use',
    expected: certain('server.companyNotAllowed'),
    reproductions: [...onBoth('', { ...companyCall() }), callOnFault('companies-not-allowed', companyCall())],
  },
  {
    number: 62,
    failure: 'a language that is not installed',
    expected: certain('server.languageNotInstalled'),
    reproductions: [
      {
        on: '19',
        how: '',
        run: () =>
          examinedCall(toOdoo('19'), odoo('19').plain.password, {
            operation: 'searchRead',
            model: 'res.partner',
            fields: ['name', 'country_id'],
            limit: 1,
            context: { lang: 'xx_XX' },
          }),
      },
      callOnFault('language-missing', count),
    ],
  },
  {
    number: 63,
    failure: 'the call was carried out, and XML-RPC cannot carry its empty answer',
    expected: certain('server.noneOverXmlRpc'),
    reproductions: [
      {
        on: '14',
        how: 'toggle_active of no record',
        run: () =>
          doneWithoutAnswer(toOdoo('14', passwordOverXmlRpc), odoo('14').plain.password, 'toggle_active'),
      },
      {
        on: '19',
        how: 'action_archive of no record',
        run: () =>
          doneWithoutAnswer(toOdoo('19', passwordOverXmlRpc), odoo('19').plain.password, 'action_archive'),
      },
      {
        on: 'sandbox',
        how: 'action_archive of no record',
        run: async () => {
          const server = await sandbox();
          const wish = toSandbox(server, passwordOverXmlRpc);
          return doneWithoutAnswer(wish, server.plain.password, 'action_archive');
        },
      },
    ],
  },
  {
    number: 64,
    failure: 'the method is private',
    expected: certain('server.privateMethod'),
    reproductions: [
      ...onBoth('', privateCall()),
      ...onBoth('over XML-RPC', privateCall(), passwordOverXmlRpc),
      {
        on: '19',
        how: 'over JSON-2',
        run: () =>
          examinedCall(toOdoo('19', keyOverJson2), odoo('19').plain.apiKey, {
            ...privateCall(),
            kwargs: { ids: [] },
          }),
      },
    ],
  },
  {
    number: 66,
    failure: 'JSON-2 is to change records, and none is named',
    expected: certain('request.incomplete'),
    reproductions: [
      {
        on: '19',
        how: 'refused before it is sent',
        run: () => examinedCall(toOdoo('19', keyOverJson2), odoo('19').plain.apiKey, namesNoRecord()),
      },
      {
        on: 'sandbox',
        how: 'refused before it is sent',
        run: async () => {
          const server = await sandbox();
          return examinedCall(toSandbox(server, keyOverJson2), server.plain.apiKey, namesNoRecord());
        },
      },
    ],
  },
];

function companyCall(): RequestSpec {
  return { operation: 'count', model: 'res.partner', context: { allowed_company_ids: [987654] } };
}

function privateCall(): Extract<RequestSpec, { operation: 'call' }> {
  return { operation: 'call', model: 'res.partner', method: '_compute_display_name' };
}

function namesNoRecord(): RequestSpec {
  return { operation: 'call', model: 'res.partner', method: 'no_such_method' };
}

/** The client takes such a call for done; whoever asks about it is told the same. */
async function doneWithoutAnswer(wish: Wish, secret: string, method: string): Promise<Diagnosis> {
  const client = clientWith(secret, transportFor());
  const spec: RequestSpec = { operation: 'call', model: 'res.partner', method, args: [[]] };
  const outcome = await client.run(connectionOf(wish), spec);
  if (outcome.note !== 'noneOverXmlRpc') throw new Error('Odoo was to answer with None.');
  return examinedProblem(wish, secret, { code: 'server.noneOverXmlRpc', facts: {} }, { spec });
}
