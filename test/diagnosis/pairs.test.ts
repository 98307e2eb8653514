import { afterEach, describe, expect, it } from 'vitest';
import type { Diagnosis, QuestionId } from '../../src/model/diagnosis';
import type { Sandbox } from '../../src/sandbox/server';
import { closedPort } from '../support/faultyServers';
import { examined, wrongPassword, type Leave, type Wish } from './engine';
import { nginx, nginxInFront } from './front';
import { extraOdoo, isWanted, obstacleTo, odoo, sandbox } from './grounds';
import { signInWell } from './signInWell';
import { accountIn, accountOn, faulty, keyOverJson2, keyOverJsonRpc, toOdoo, toSandbox } from './wishes';

/* Pairs that look alike on the wire: told apart where that can be, called undecided with the deciding question where it cannot. */

afterEach(signInWell);

const codes = (diagnosis: Diagnosis): string[] => [
  diagnosis.cause?.code ?? '',
  ...diagnosis.others.map(({ code }) => code),
];
const questions = ({ questions: open }: Diagnosis): QuestionId[] => open.map(({ id }) => id);

/** Certain of nothing, both causes named, and the question named that would decide. */
function assertUndecided(diagnosis: Diagnosis, either: string[], decidedBy: QuestionId[]): void {
  expect(diagnosis.cause?.certainty, JSON.stringify(diagnosis.cause)).not.toBe('certain');
  for (const code of either) expect(codes(diagnosis)).toContain(code);
  expect(questions(diagnosis)).toEqual(expect.arrayContaining(decidedBy));
  for (const question of diagnosis.questions) {
    expect([question.title, question.tells, question.cost].every((text) => text.length > 3)).toBe(true);
  }
}

function assertCertain(diagnosis: Diagnosis, code: string): void {
  expect(diagnosis.cause, JSON.stringify(diagnosis.others)).toMatchObject({ code, certainty: 'certain' });
  expect(diagnosis.others).toEqual([]);
  expect(diagnosis.questions).toEqual([]);
}

interface Who {
  login: string;
  secret: string;
}

/** One of the servers that a pair is told apart on. */
interface Place {
  name: string;
  major: number;
  users: () => Promise<{
    twoFactor: Who;
    plain: Who;
    archived: Who;
    deletedKey: Who;
    expiredKey: Who | undefined;
    wish: Wish;
    account: Leave['account'] & object;
  }>;
}

function onOdoo(version: '14' | '19'): Place {
  return {
    name: `real Odoo ${version}`,
    major: Number(version),
    users: () => {
      const { twoFactor, plain, archived, admin, revokedApiKey, expiredApiKey } = odoo(version);
      return Promise.resolve({
        twoFactor: { login: twoFactor.login, secret: twoFactor.password },
        plain: { login: plain.login, secret: plain.password },
        archived: { login: archived.login, secret: archived.password },
        deletedKey: { login: admin.login, secret: revokedApiKey },
        expiredKey: expiredApiKey === undefined ? undefined : { login: admin.login, secret: expiredApiKey },
        wish: toOdoo(version),
        account: accountOn(version),
      });
    },
  };
}

function onSandbox(version: Sandbox['version']): Place {
  return {
    name: `sandbox ${version}`,
    major: Number(version),
    users: async () => {
      const server = await sandbox({ version });
      const { twoFactor, plain, archived, portal, keys } = server;
      return {
        twoFactor: { login: twoFactor.login, secret: twoFactor.password },
        plain: { login: plain.login, secret: plain.password },
        archived: { login: archived.login, secret: archived.password },
        deletedKey: { login: portal.login, secret: keys.revoked },
        expiredKey: Number(version) < 18 ? undefined : { login: plain.login, secret: keys.expired },
        wish: toSandbox(server),
        account: accountIn(server),
      };
    },
  };
}

const places = [
  ...(['14', '19'] as const)
    .filter((version) => isWanted(version) && !obstacleTo(version))
    .map((version) => onOdoo(version)),
  ...(isWanted('sandbox') ? (['14', '16', '19'] as const).map((version) => onSandbox(version)) : []),
];

describe.each(places)('two-factor sign-in or a wrong password, on $name', ({ users, major }) => {
  it('is undecided without leave, and says what would decide', async () => {
    const { wish, twoFactor, plain } = await users();
    const either = ['signIn.twoFactor', 'signIn.rejected'];
    const right = await examined({ ...wish, login: twoFactor.login }, twoFactor.secret);
    assertUndecided(right, either, ['session', 'account']);
    const wrong = await examined({ ...wish, login: plain.login }, wrongPassword);
    assertUndecided(wrong, either, ['session', 'account']);
    expect(wrong.cause).toEqual(right.cause && { ...right.cause, sentence: wrong.cause?.sentence });
  });

  it('is certain once the web client’s sign-in may be asked', async () => {
    const { wish, twoFactor } = await users();
    assertCertain(
      await examined({ ...wish, login: twoFactor.login }, twoFactor.secret, { ask: ['session'] }),
      'signIn.twoFactor',
    );
  });

  it('excludes two-factor sign-in once the web client’s sign-in refuses too', async () => {
    const { wish, plain } = await users();
    const wrong = await examined({ ...wish, login: plain.login }, wrongPassword, { ask: ['session'] });
    expect(wrong.cause).toMatchObject({ code: 'signIn.rejected', certainty: 'likely' });
    expect(codes(wrong)).not.toContain('signIn.twoFactor');
    expect(wrong.excluded.length).toBeGreaterThan(0);
    expect(questions(wrong)).not.toContain('session');
  });

  it('is certain once an administrator looks the account up', async () => {
    const { wish, twoFactor, plain, account } = await users();
    const right = await examined({ ...wish, login: twoFactor.login }, twoFactor.secret, {
      ask: ['account'],
      account,
    });
    assertCertain(right, 'signIn.twoFactor');
    const wrong = await examined({ ...wish, login: plain.login }, wrongPassword, {
      ask: [...(major < 16 ? (['call'] as const) : []), 'session', 'account'],
      account,
    });
    assertCertain(wrong, 'signIn.rejected');
  });
});

describe.each(places)('an archived or an unknown user, on $name', ({ users }) => {
  it('is undecided without leave', async () => {
    const { wish, archived } = await users();
    const either = ['signIn.archived', 'signIn.unknownLogin', 'signIn.rejected'];
    assertUndecided(await examined({ ...wish, login: archived.login }, archived.secret), either, ['account']);
    assertUndecided(await examined({ ...wish, login: 'nobody' }, archived.secret), either, ['account']);
  });

  it('stays undecided when the web client’s sign-in is asked, which refuses both', async () => {
    const { wish, archived } = await users();
    const ask: QuestionId[] = ['session'];
    for (const login of [archived.login, 'nobody']) {
      const diagnosis = await examined({ ...wish, login }, archived.secret, { ask });
      assertUndecided(diagnosis, ['signIn.archived', 'signIn.unknownLogin'], ['account']);
    }
  });

  it('is told apart by an administrator', async () => {
    const { wish, archived, account } = await users();
    const leave: Leave = { ask: ['account'], account };
    assertCertain(
      await examined({ ...wish, login: archived.login }, archived.secret, leave),
      'signIn.archived',
    );
    assertCertain(
      await examined({ ...wish, login: 'nobody' }, archived.secret, leave),
      'signIn.unknownLogin',
    );
  });
});

describe.each(places)('a key that ran out or was deleted, on $name', ({ users, major }) => {
  it('is undecided without leave', async () => {
    const { wish, deletedKey, expiredKey } = await users();
    const ways = major >= 19 ? [keyOverJson2, keyOverJsonRpc] : [keyOverJsonRpc];
    for (const way of ways) {
      for (const key of [deletedKey, expiredKey]) {
        if (!key) continue;
        const diagnosis = await examined({ ...wish, ...way, login: key.login }, key.secret);
        const either = ['signIn.keyDeleted', ...(major >= 18 ? ['signIn.keyExpired'] : [])];
        assertUndecided(diagnosis, either, ['account']);
      }
    }
  });

  it('is told apart by an administrator, as far as the list of keys tells', async () => {
    const { wish, deletedKey, expiredKey, account } = await users();
    const leave: Leave = { ask: ['account'], account };
    const deleted = await examined(
      { ...wish, ...keyOverJsonRpc, login: deletedKey.login },
      deletedKey.secret,
      leave,
    );
    expect(codes(deleted)).toContain('signIn.keyDeleted');
    if (!expiredKey) {
      expect(codes(deleted)).not.toContain('signIn.keyExpired');
      return;
    }
    const expired = await examined(
      { ...wish, ...keyOverJsonRpc, login: expiredKey.login },
      expiredKey.secret,
      leave,
    );
    // Odoo keeps a key’s first letters where nobody but its own code may read them: which key it was is never proven.
    expect(expired.cause).toMatchObject({ code: 'signIn.keyExpired', certainty: 'likely' });
  });
});

describe.each(places)('a pause or a wrong password, on $name', ({ users, major, name }) => {
  it('is undecided where the API hides a pause, and excluded where it knows none', async () => {
    const { wish, plain } = await users();
    const diagnosis = await examined({ ...wish, login: plain.login }, wrongPassword);
    if (major < 16) {
      assertUndecided(diagnosis, ['signIn.cooldown', 'signIn.rejected'], ['call']);
    } else {
      expect(codes(diagnosis)).not.toContain('signIn.cooldown');
    }
  });

  if (major >= 16) return;
  it('is told apart by one more call', async () => {
    const { wish, plain } = await users();
    const calm = await examined({ ...wish, login: plain.login }, wrongPassword, { ask: ['call'] });
    expect(codes(calm)).not.toContain('signIn.cooldown');
    expect(questions(calm)).not.toContain('call');
    const url = name.startsWith('real')
      ? await extraOdoo('14', '--limit-time-real', '903')
      : (await faulty('cooldown', { version: '14' })).url;
    const hot = { ...wish, url, login: plain.login };
    if (name.startsWith('real')) {
      for (let attempt = 0; attempt < 11; attempt++) await examined(hot, wrongPassword);
    }
    assertUndecided(await examined(hot, plain.secret), ['signIn.cooldown', 'signIn.rejected'], ['call']);
    assertCertain(await examined(hot, plain.secret, { ask: ['call'] }), 'signIn.cooldown');
  });
});

const onReal19 = isWanted('19') && !obstacleTo('19') ? ['real Odoo 19'] : [];

describe.each(onReal19)('on %s', () => {
  it('tells a database that a filter hides from one that is not there', async () => {
    const { plain } = odoo('19');
    const url = await extraOdoo('19', '--db-filter', '^nothing$');
    assertCertain(await examined(toOdoo('19', { url, ...keyOverJson2 }), plain.apiKey), 'database.hidden');
    const missing = toOdoo('19', { url, ...keyOverJson2, database: 'explorr' });
    assertCertain(await examined(missing, plain.apiKey), 'database.notFound');
  });

  it('tells a redirect that drops the key from a proxy that does', async () => {
    const { url, plain } = odoo('19');
    const redirect = await nginx(`return 308 ${url}$request_uri;`);
    const moved = await examined(toOdoo('19', { url: redirect.url, ...keyOverJson2 }), plain.apiKey);
    assertCertain(moved, 'http.redirected');
    expect(moved.remedies[0]?.action).toEqual({ kind: 'useAddress', url });
    const stripping = await nginxInFront(url, 'proxy_set_header Authorization "";');
    const stripped = await examined(toOdoo('19', { url: stripping.url, ...keyOverJson2 }), plain.apiKey);
    assertCertain(stripped, 'signIn.keyNotReceived');
  });
});

describe.each((['14', '19'] as const).filter((version) => isWanted(version) && !obstacleTo(version)))(
  'on real Odoo %s',
  (version) => {
    it('tells a list that is refused from a sign-in that is', async () => {
      const { plain } = odoo(version);
      const url = await extraOdoo(version, '--no-database-list');
      const right = await examined(toOdoo(version, { url }), plain.password);
      expect(right).toMatchObject({ ok: true });
      expect(right.notes.map(({ code }) => code)).toContain('database.notListed');
      const wrong = await examined(toOdoo(version, { url }), wrongPassword);
      expect(wrong.cause?.code).toBe('signIn.rejected');
      expect(wrong.notes.map(({ code }) => code)).toContain('database.notListed');
    });

    it('tells an Odoo that is down from a PostgreSQL that is', async () => {
      const nobody = await closedPort();
      const url = await extraOdoo(version, '--db_host', '127.0.0.1', '--db_port', String(nobody));
      const { plain } = odoo(version);
      const down = await examined(toOdoo(version, { url }), plain.password);
      // Odoo 14 answers everything with an error page then, and never says why.
      const certainty = version === '14' ? 'likely' : 'certain';
      expect(down.cause).toMatchObject({ code: 'server.databaseDown', certainty });
      const front = await nginx(`location / { proxy_pass http://127.0.0.1:${nobody}; }`);
      assertCertain(await examined(toOdoo(version, { url: front.url }), plain.password), 'http.gateway');
    });
  },
);

const onTheSandbox = isWanted('sandbox') ? ['the sandbox'] : [];

describe.each(onTheSandbox)('on %s', () => {
  it('tells a database that a filter hides from one that is not there', async () => {
    const hidden = await faulty('database-filtered');
    const secret = hidden.plain.apiKey;
    assertCertain(await examined(toSandbox(hidden, keyOverJson2), secret), 'database.hidden');
    const missing = await faulty('database-missing');
    const diagnosis = await examined(toSandbox(missing, keyOverJson2), secret);
    expect(diagnosis.cause?.code).toBe('database.notFound');
  });

  it('tells a redirect that drops the key from a proxy that does', async () => {
    const moved = await faulty('redirect-308');
    assertCertain(await examined(toSandbox(moved, keyOverJson2), moved.plain.apiKey), 'http.redirected');
    const stripping = await faulty('strips-authorization');
    const stripped = await examined(toSandbox(stripping, keyOverJson2), stripping.plain.apiKey);
    assertCertain(stripped, 'signIn.keyNotReceived');
  });

  it('tells an Odoo that is down from a PostgreSQL that is', async () => {
    const odooDown = await faulty('bad-gateway');
    assertCertain(await examined(toSandbox(odooDown), wrongPassword), 'http.gateway');
    const postgresDown = await faulty('postgres-down');
    assertCertain(await examined(toSandbox(postgresDown), wrongPassword), 'server.databaseDown');
  });
});
