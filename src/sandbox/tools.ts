import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from './database';
import { modelMethod } from './signature';
import type { Method } from './signature';
import { toInt } from './signIn';
import { Float } from './values';
import type { Dict } from './values';

/** How many sleeps of a database ended because their caller hung up. */
const interruptions = new WeakMap<Database, number>();

/** `sandbox.tools`: calls that are slow, large or answer nothing, to try a client with. Odoo has no such model. */
export const toolMethods: Method[] = [
  /** Answers true after some seconds; stops at once when the caller hangs up. */
  modelMethod('sleep(seconds)', async ({ env, args }) => {
    const { seconds = 0 } = args;
    try {
      await delay(1000 * (seconds instanceof Float ? seconds.value : Number(seconds)), undefined, {
        signal: env.signal,
      });
    } catch {
      interruptions.set(env.db, (interruptions.get(env.db) ?? 0) + 1);
    }
    return true;
  }),
  modelMethod('interruptions()', ({ env }) => interruptions.get(env.db) ?? 0),
  /** None: fault 1 over XML-RPC, no result over JSON-RPC, null over JSON-2. */
  modelMethod('return_none()', () => null),
  /** A list of rows, about 400 bytes each. */
  modelMethod('big(rows)', ({ args }) =>
    Array.from({ length: toInt(args['rows'] ?? 0) }, (_, index): Dict => ({
      id: index + 1,
      name: `Record ${index + 1}`,
      active: index % 7 !== 0,
      amount: new Float(index / 4),
      partner_id: [1 + (index % 50), `Partner ${1 + (index % 50)}`],
      tag_ids: [1, 2, 3],
      date: `2026-${String(1 + (index % 12)).padStart(2, '0')}-15`,
      note: 'A text as long as a note usually is, with é, <b>marks</b> & quotes "here and there". '.repeat(2),
    })),
  ),
];
