import { expect, it } from 'vitest';
import { Random } from './random';

/** FUZZ_SEED repeats a run, FUZZ_CASES makes it longer. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1e9));
const cases = Number(process.env['FUZZ_CASES'] ?? 120);
const printed = `FUZZ_SEED=${seed} FUZZ_CASES=${cases}`;
console.log(`Fuzzing with ${printed}`);

const inherited = (): unknown =>
  [Object.prototype, Array.prototype, Function.prototype].map((object) => Reflect.ownKeys(object));
const before = inherited();

/**
 * One test of a property for many made-up cases. A case that fails names the seed with which it comes first:
 * `FUZZ_SEED=… FUZZ_CASES=1 npm run test:unit -- test/unit/fuzz`.
 */
export function fuzz(name: string, property: (random: Random) => void | Promise<void>): void {
  it(name, { timeout: 60_000 }, async () => {
    for (let index = 0; index < cases; index++) {
      try {
        await property(new Random(seed + index));
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`FUZZ_SEED=${seed + index} FUZZ_CASES=1 (of ${printed}): ${reason}`, { cause });
      }
      // Cheap enough for every case: whoever reached what all objects inherit is found at once.
      if (index % 50 === 0 || index === cases - 1) expect(inherited(), printed).toEqual(before);
    }
  });
}
