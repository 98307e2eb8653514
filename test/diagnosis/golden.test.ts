import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { report, reportJson } from '../../src/diagnosis/report';
import type { Diagnosis } from '../../src/model/diagnosis';
import { closedPort } from '../support/faultyServers';
import {
  connectionOf,
  examined,
  examinedCall,
  wrongKey,
  wrongPassword,
  type Leave,
  type Wish,
} from './engine';
import { isWanted, sandbox } from './grounds';
import { accountIn, faulty, keyOverJson2, passwordOverXmlRpc, toSandbox } from './wishes';

/*
 * Whole reports, word for word, and the same diagnoses as JSON, which the tests of the panel's page show. `npm run test:diagnosis --
 * --update` writes them anew.
 */

interface Typical {
  wish: Wish;
  diagnosis: Diagnosis;
}

async function of(wish: Wish, secret: string | undefined, leave: Leave = {}): Promise<Typical> {
  return { wish, diagnosis: await examined(wish, secret, leave) };
}

const typical: Record<string, () => Promise<Typical>> = {
  works: async () => {
    const server = await sandbox();
    return of(toSandbox(server), server.plain.password);
  },
  'nothing-listens': async () =>
    of({ url: `http://127.0.0.1:${await closedPort()}`, database: 'acme', login: 'jane' }, wrongPassword),
  'untrusted-certificate': async () => of(toSandbox(await faulty('tls-self-signed')), wrongPassword),
  redirect: async () => of(toSandbox(await faulty('redirect-https')), wrongPassword),
  'web-page': async () => of(toSandbox(await faulty('html-page')), wrongPassword),
  'database-missing': async () => of(toSandbox(await sandbox(), { database: 'sandbx' }), wrongPassword),
  'password-undecided': async () => of(toSandbox(await sandbox()), wrongPassword),
  'two-factor': async () => {
    const server = await sandbox();
    const { login, password } = server.twoFactor;
    return of(toSandbox(server, { login }), password, { ask: ['session'] });
  },
  archived: async () => {
    const server = await sandbox();
    const { login, password } = server.archived;
    return of(toSandbox(server, { login }), password, { ask: ['account'], account: accountIn(server) });
  },
  'key-refused': async () => of(toSandbox(await sandbox(), keyOverJson2), wrongKey),
  'password-as-key': async () => {
    const server = await sandbox();
    return of(toSandbox(server, keyOverJson2), server.plain.password);
  },
  'key-not-received': async () => {
    const server = await faulty('strips-authorization');
    return of(toSandbox(server, keyOverJson2), server.plain.apiKey);
  },
  pause: async () => {
    const server = await faulty('cooldown', { version: '14' });
    return of(toSandbox(server), server.plain.password, { ask: ['call'] });
  },
  'unknown-method': async () => {
    const server = await sandbox();
    const wish = toSandbox(server, passwordOverXmlRpc);
    const spec = { operation: 'call', model: 'res.partner', method: 'serch', args: [[]] } as const;
    return {
      wish,
      diagnosis: await examinedCall(wish, server.plain.password, { ...spec, args: [[]] }),
    };
  },
};

/** Without what differs from run to run: ports, milliseconds, dates, fingerprints. */
function steady(text: string): string {
  const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
  return text
    .replace(/\b(127\.0\.0\.1|localhost)(:|, port )\d+/g, '$1$28069')
    .replace(/"port": "?\d+"?/g, '"port": "8069"')
    .replace(/\bport \d{4,5}\b/g, 'port 8069')
    .replace(/\b\d+ ms\b/g, '5 ms')
    .replace(/"ms": \d+/g, '"ms": 5')
    .replace(new RegExp(`\\b\\d{1,2} (${months}) 20\\d\\d\\b`, 'g'), '1 January 2030')
    .replace(/\b20\d\d-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?Z?)?/g, '2030-01-01')
    .replace(/(csrf_token: \\*"|token" value=\\*")[0-9a-fo]+/g, '$1c0ffee')
    .replace(/\b([0-9A-F]{2}:){15,}[0-9A-F]{2}\b/g, 'FI:NG:ER:PR:IN:T0');
}

const folder = join(import.meta.dirname, 'golden');

describe.each(isWanted('sandbox') ? Object.keys(typical) : [])('the report of “%s”', (name) => {
  it('reads as it was reviewed, and so does its JSON', async () => {
    const made = await typical[name]?.();
    if (!made) throw new Error(`${name} is not in the table.`);
    const connection = connectionOf(made.wish);
    const markdown = steady(report(connection, made.diagnosis));
    await expect(markdown).toMatchFileSnapshot(join(folder, `${name}.md`));
    await expect(steady(reportJson(connection, made.diagnosis))).toMatchFileSnapshot(
      join(folder, `${name}.json`),
    );
  });
});
