import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDomain } from '../../src/domain/check';
import { textWithTree } from '../../src/domain/edit';
import { explainDomain } from '../../src/domain/explain';
import { followPath } from '../../src/domain/fieldPath';
import { operatorSince } from '../../src/domain/operatorsFor';
import { jsonOf, readLoosely } from '../../src/domain/loose';
import { parseDomain } from '../../src/domain/parse';
import { printDomain } from '../../src/domain/print';
import { domainOf, treeOf, type GroupJoin } from '../../src/domain/tree';
import type { Json } from '../../src/model/json';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { OdooError } from '../../src/odoo/error';
import { describeModel, listModels } from '../../src/odoo/schema';
import { placesOf } from '../support/odoo/releases';
import { randomFrom } from '../unit/domain/support/randomDomains';
import { domainHolds, worlds } from '../unit/domain/support/truth';
import { domainsIn } from './domainCorpusFiles';
import { ServerDomains, type KnownModel } from './domainCorpusGenerated';
import { clientWith, connection, describeInLab, lab, major, problemOf, transport, type Row } from './target';

afterAll(() => transport.close());

const client = clientWith();
const self = connection();
const atOnce = 2;
/** Records that two answers are compared by. */
const most = 500;

/** Domains made up for this server, and the share of what is found in its files that is asked of it. */
const generated = major >= 19 ? 2000 : 500;
const mostFromFiles = major >= 19 ? 4000 : 500;

const models = new Map<string, FieldInfo[]>();
const fieldsOf = (model?: string): FieldInfo[] | undefined => models.get(model ?? '');

beforeAll(async () => {
  const { models: listed } = await listModels(client, self);
  await inTurn(
    listed.filter(({ transient }) => !transient),
    async ({ model }) => {
      const fields = await describeModel(client, self, model).catch(ifOdoos);
      if (fields && (await countOf(model)) !== undefined) models.set(model, fields);
    },
  );
}, 120_000);

/** What Odoo itself says no to is none of a test's business; everything else is. */
function ifOdoos(error: unknown): undefined {
  if (error instanceof OdooError && error.code.startsWith('server.')) return undefined;
  throw error;
}

async function countOf(model: string): Promise<unknown> {
  return client.run(self, { operation: 'count', model, domain: [] }).then(({ value }) => value, ifOdoos);
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}

interface Judged {
  asked: number;
  /** Asked twice: the round trip writes the same domain in another way. */
  rewritten: number;
  accepted: number;
  /** Refused by the server; of these, those that the check has an error for. */
  refused: number;
  foretold: number;
  found: number;
  different: string[];
  falseErrors: string[];
  /** What the server said no to, with how it began. */
  refusals: string[];
}

/** Asks the server for the records of a domain and, where it reads otherwise, of its round trip, one right after the other. */
async function judge(corpus: readonly { model: string; text: string; domain: Json[] }[]): Promise<Judged> {
  const judged: Judged = {
    asked: 0,
    rewritten: 0,
    accepted: 0,
    refused: 0,
    foretold: 0,
    found: 0,
    different: [],
    falseErrors: [],
    refusals: [],
  };
  await inTurn(corpus, async ({ model, text, domain }) => {
    const back = roundTrip(domain);
    const errors = checkDomain(text, { fields: fieldsOf, model, version: major }).filter(
      ({ severity }) => severity === 'error',
    );
    judged.asked++;
    const rewritten = !isDeepStrictEqual(domain, back);
    if (rewritten) judged.rewritten++;
    let before = await search(model, domain);
    let after = rewritten ? await search(model, back) : before;
    // Another test may have written in between.
    for (let again = 0; again < 2 && !isDeepStrictEqual(before, after); again++) {
      [before, after] = [await search(model, domain), await search(model, back)];
    }
    if (!isDeepStrictEqual(before, after)) judged.different.push(`${model} ${text}`);
    if (before === undefined) {
      judged.refused++;
      judged.refusals.push(`${model} ${text}: ${await refusalOf(model, domain)}`);
      if (errors.length > 0) judged.foretold++;
      return;
    }
    judged.accepted++;
    if (before.length > 0) judged.found++;
    if (errors.length > 0) judged.falseErrors.push(`${model} ${text}: ${errors[0]?.message ?? ''}`);
  });
  return judged;
}

/** Undefined where the server refuses the domain. */
async function search(model: string, domain: Json[]): Promise<number[] | undefined> {
  const spec: RequestSpec = { operation: 'search', model, domain, order: 'id', limit: most };
  return client.run(self, spec).then(({ value }) => value as number[], ifOdoos);
}

function roundTrip(domain: Json[]): Json[] {
  return domainOf(treeOf(read(printDomain(domainOf(treeOf(domain)), 'python'))));
}

function read(text: string): Json[] {
  const parsed = parseDomain(text);
  if (!parsed.ok) throw new Error(`${parsed.message} ${text}`);
  return parsed.domain;
}

/** What is not the same after text → tree → text, in either syntax. */
function brokenTrips(corpus: readonly { text: string; domain: Json[] }[]): string[] {
  return corpus
    .filter(({ text, domain }) => {
      const tree = treeOf(domain);
      const canonical = domainOf(tree);
      const syntaxes = ['python', 'json'] as const;
      return !(
        textWithTree(text, tree) === text &&
        worlds.every((world) => domainHolds(domain, world) === domainHolds(canonical, world)) &&
        syntaxes.every((syntax) => isDeepStrictEqual(read(printDomain(canonical, syntax)), canonical)) &&
        isDeepStrictEqual(domainOf(treeOf(canonical)), canonical)
      );
    })
    .map(({ text }) => text);
}

/** Whether the server's version has every operator of the domain and the model every field, each of which can be searched. */
function applies(domain: readonly Json[], model: string): boolean {
  return domain.every((term) => {
    if (!Array.isArray(term)) return true;
    const [path, operator, value] = term;
    if (typeof path !== 'string' || typeof operator !== 'string') return true;
    if ((operatorSince(operator) ?? 0) > major) return false;
    const end = followPath(path, model, fieldsOf);
    if (end.kind === 'missing' || end.kind === 'deadEnd') return false;
    if (end.steps.some(({ field }) => field?.searchable === false)) return false;
    if (!operator.includes('any') || !Array.isArray(value)) return true;
    return end.kind === 'field' && end.field.relation !== undefined && applies(value, end.field.relation);
  });
}

async function refusalOf(model: string, domain: Json[]): Promise<string> {
  const error = await problemOf(client.run(self, { operation: 'search', model, domain, limit: 1 }));
  return (error.server?.message ?? error.code).split('\n', 1)[0] ?? '';
}

function report(name: string, { different, falseErrors, refusals, ...counts }: Judged): void {
  if (refusals.length > 0) console.log(`Refused, such as:\n  ${refusals.slice(0, 12).join('\n  ')}`);
  console.log(
    `${name} on Odoo ${major}: ${counts.asked} asked, ${counts.rewritten} of them twice, ${counts.accepted} accepted, ${counts.found} of them with records, ${counts.refused} refused ` +
      `(${counts.foretold} of them foretold), ${different.length} different, ${falseErrors.length} false errors`,
  );
}

describe('domains made up for the server', () => {
  let corpus: { model: string; text: string; domain: Json[] }[] = [];

  beforeAll(async () => {
    const known: KnownModel[] = [];
    await inTurn([...models], async ([model, fields]) => {
      const plain = fields.filter(
        ({ name, type, searchable }) =>
          searchable !== false && !hardTypes.has(type) && !/^(in_group|sel_groups)_/.test(name),
      );
      const names = plain.filter(({ stored }) => stored).map(({ name }) => name);
      const spec: RequestSpec = { operation: 'searchRead', model, domain: [], fields: names, limit: 4 };
      const records = await client.run(self, spec).then(({ value }) => value as Row[], ifOdoos);
      if (records && plain.length > 0) known.push({ model, fields: plain, records });
    });
    known.sort((one, other) => (one.model < other.model ? -1 : 1));
    const domains = new ServerDomains(randomFrom(19), known, major);
    corpus = Array.from({ length: generated }, (_, index) => {
      const { model, domain } = domains.next();
      return { model, domain, text: printDomain(domain, index % 2 === 0 ? 'python' : 'json') };
    });
  }, 120_000);

  it('survive text, tree and text', () => {
    expect(corpus).toHaveLength(generated);
    expect(brokenTrips(corpus)).toEqual([]);
  });

  it(
    'find the same records after it, and no error is seen in what the server takes',
    { timeout: 240_000 },
    async () => {
      const judged = await judge(corpus);
      report('made up', judged);
      expect(judged.different).toEqual([]);
      expect(judged.falseErrors).toEqual([]);
      expect(judged.accepted).toBeGreaterThan(generated / 2);
      expect(judged.found).toBeGreaterThan(generated / 10);
    },
  );

  it(
    'are explained in clauses that together find what the whole domain finds',
    { timeout: 120_000 },
    async () => {
      let explained = 0;
      const wrong: string[] = [];
      await inTurn(corpus.slice(0, 80), async ({ model, domain, text }) => {
        const whole = await search(model, domain);
        const root = explainDomain(domain, { model, fields: fieldsOf, version: major });
        const alone: number[][] = [];
        for (const clause of root.clauses) alone.push((await search(model, clause.domain ?? [])) ?? []);
        // What a server refuses alone it may still pass over beside a condition that is never true.
        if (!whole || root.clauses.length < 2 || alone.some((ids) => ids.length === 0 || ids.length === most))
          return;
        explained++;
        const last = root.clauses.at(-1)?.cumulative;
        if (last && !isDeepStrictEqual(await search(model, last), whole)) wrong.push(text);
        if (!isDeepStrictEqual(together(treeOf(domain).join, alone), whole) && treeOf(domain).join !== 'none')
          wrong.push(text);
      });
      expect(wrong).toEqual([]);
      expect(explained).toBeGreaterThan(0);
    },
  );
});

function together(join: GroupJoin, lists: number[][]): number[] {
  const ids = [...new Set(lists.flat())].sort((one, other) => one - other);
  return join === 'all' ? ids.filter((id) => lists.every((list) => list.includes(id))) : ids;
}

/** Of these the values say little, or searching them means something of its own. */
const hardTypes = new Set([
  'binary',
  'image',
  'json',
  'serialized',
  'properties',
  'properties_definition',
  'reference',
  'html',
]);

describeInLab("domains in Odoo's own files", () => {
  const found = () => domainsIn(join(placesOf(lab().version).root, 'usr/lib/python3/dist-packages/odoo'));
  let corpus: ReturnType<typeof found>;

  beforeAll(() => {
    corpus = found();
    const { files, texts, literal, calculated, refused } = corpus;
    console.log(
      `Odoo ${major}: ${texts} domains in ${files} files: ${literal.length} literal, ${calculated} with names, calls or calculations, ${refused.length} refused`,
    );
  }, 120_000);

  it('are all read, but for those that are calculated', () => {
    expect(corpus.literal.length).toBeGreaterThan(1000);
  });

  it('are refused only where Odoo refuses them too: its tests hold some', async () => {
    for (const { text, message } of corpus.refused) {
      const node = readLoosely(text);
      const domain = node && jsonOf(node);
      if (!Array.isArray(domain)) throw new Error(`${message} ${text}`);
      expect(await search('res.partner', domain), text).toBeUndefined();
    }
  });

  it('survive text, tree and text', () => {
    expect(brokenTrips(corpus.literal)).toEqual([]);
  });

  it(
    'find the same records after it, and no error is seen in what the server takes',
    { timeout: 240_000 },
    async () => {
      const asked = corpus.literal
        .flatMap(({ text, domain }) => {
          const model = [...models.keys()].find((name) => applies(domain, name));
          return model === undefined ? [] : [{ model, text, domain }];
        })
        .slice(0, mostFromFiles);
      const judged = await judge(asked);
      report('from files', judged);
      expect(judged.different).toEqual([]);
      expect(judged.falseErrors).toEqual([]);
      expect(judged.accepted).toBeGreaterThan(100);
    },
  );
});
