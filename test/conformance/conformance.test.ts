import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builderOperations } from './builderOperations';
import { failureOperations } from './failureOperations';
import { makeFixture, removeFixture } from './fixture';
import { Caller, type Fixture, type Operation } from './operation';
import { groupOperations } from './groupOperations';
import { pathFieldOperations } from './pathFieldOperations';
import { pathOperations } from './pathOperations';
import { readOperations } from './readOperations';
import { openOperations, restOperations } from './restOperations';
import { Table } from './table';
import {
  client,
  close,
  ways,
  ormWays,
  pathWays,
  restWays,
  target,
  transport,
  version,
  type Way,
} from './target';
import { valueOperations } from './valueOperations';
import { writeOperations } from './writeOperations';

const [firstWay] = ormWays;
if (!firstWay)
  throw new Error('There is no password and no API key to sign in with: set ODOO_PASSWORD or ODOO_API_KEY.');
const reference: Way = firstWay;

const table = new Table(`${target.name} · Odoo ${version.text}`, ways);
let fixture: Fixture;

beforeAll(async () => {
  fixture = await makeFixture(reference);
});
afterAll(async () => {
  await removeFixture(reference, fixture);
  await close();
  table.print();
});

describe('sign in', () => {
  it.each(ways)(
    '$name gives the user’s id, or none where the protocol names no user',
    async ({ name, connection }) => {
      const uid = await client.signIn(connection);
      expect(uid, `${name}: a user’s id`).toBeGreaterThanOrEqual(0);
      table.note('sign in', name, 'works');
    },
  );
});

/** Every operation, signed in in every way that carries it, each compared with what is expected of all of them. */
function compare(operations: readonly Operation[], through: readonly Way[]): void {
  for (const operation of operations) {
    const { name, absent } = operation;
    if (absent !== undefined || through.length === 0) {
      table.absent(name, absent ?? 'needs a module on the server');
      continue;
    }
    let given: Promise<unknown> | undefined;
    const common = (): Promise<unknown> => {
      const [first = reference] = through;
      given ??= operation.run(new Caller(first), fixture);
      return given;
    };
    describe(name, () => {
      it.each(through)('$name', async (way) => {
        const difference = operation.differences?.[way.method.protocol];
        table.note(name, way.name, 'fails');
        const value = await operation.run(new Caller(way), fixture);
        const expected = difference
          ? difference.expected
          : operation.expected
            ? operation.expected(fixture)
            : await common();
        expect(value, `${name}, ${way.name}: the same as in every other way`).toEqual(expected);
        table.note(name, way.name, difference ? 'differs' : 'works', difference?.why);
      });
    });
  }
}

compare(
  [
    ...readOperations,
    ...groupOperations,
    ...pathFieldOperations,
    ...valueOperations,
    ...writeOperations,
    ...builderOperations,
    ...failureOperations,
  ],
  ormWays,
);
compare(pathOperations, pathWays);
compare(
  restOperations,
  restWays.filter(({ method }) => method.auth !== 'public'),
);
compare(openOperations, restWays);

describe('secrets', () => {
  it('are given out by the server and looked for in every answer and failure', () => {
    // Every web session has a cookie, every token two parts at the least; the operations before this one looked for them.
    expect(transport.count).toBeGreaterThanOrEqual(
      ways.some(({ method }) => method.auth === 'webSession') ? 2 : 1,
    );
  });
});
