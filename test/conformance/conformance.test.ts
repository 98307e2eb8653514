import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOperations } from './failureOperations';
import { makeFixture, removeFixture } from './fixture';
import { Caller, type Fixture, type Operation } from './operation';
import { pathOperations } from './pathOperations';
import { readOperations } from './readOperations';
import { openOperations, restOperations } from './restOperations';
import { Table } from './table';
import {
  client,
  close,
  doors,
  ormDoors,
  pathDoors,
  restDoors,
  target,
  transport,
  version,
  type Door,
} from './target';
import { valueOperations } from './valueOperations';
import { writeOperations } from './writeOperations';

const [firstDoor] = ormDoors;
if (!firstDoor)
  throw new Error('There is no password and no API key to sign in with: set ODOO_PASSWORD or ODOO_API_KEY.');
const reference: Door = firstDoor;

const table = new Table(`${target.name} · Odoo ${version.text}`, doors);
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
  it.each(doors)(
    '$name gives the user’s id, or none where the protocol names no user',
    async ({ name, connection }) => {
      const uid = await client.signIn(connection);
      expect(uid, `${name}: a user’s id`).toBeGreaterThanOrEqual(0);
      table.note('sign in', name, 'works');
    },
  );
});

/** Every operation through every door it may be tried through, each compared with what is expected of all of them. */
function compare(operations: readonly Operation[], through: readonly Door[]): void {
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
      it.each(through)('$name', async (door) => {
        const difference = operation.differences?.[door.method.protocol];
        table.note(name, door.name, 'fails');
        const value = await operation.run(new Caller(door), fixture);
        const expected = difference
          ? difference.expected
          : operation.expected
            ? operation.expected(fixture)
            : await common();
        expect(value, `${name}, ${door.name}: the same as through every other door`).toEqual(expected);
        table.note(name, door.name, difference ? 'differs' : 'works', difference?.why);
      });
    });
  }
}

compare([...readOperations, ...valueOperations, ...writeOperations, ...failureOperations], ormDoors);
compare(pathOperations, pathDoors);
compare(
  restOperations,
  restDoors.filter(({ method }) => method.auth !== 'public'),
);
compare(openOperations, restDoors);

describe('secrets', () => {
  it('are given out by the server and looked for in every answer and failure', () => {
    // Every web session has a cookie, every token two parts at the least; the operations before this one looked for them.
    expect(transport.count).toBeGreaterThanOrEqual(
      doors.some(({ method }) => method.auth === 'webSession') ? 2 : 1,
    );
  });
});
