import { Caller, type Fixture } from './operation';
import type { Way } from './target';

/** Makes the records the operations read. */
export async function makeFixture(way: Way): Promise<Fixture> {
  const caller = new Caller(way);
  const tag = `conformance-${process.pid}-${Date.now()}`;
  const categories = (await caller.run({
    operation: 'create',
    model: 'res.partner.category',
    values: [{ name: `${tag} A` }, { name: `${tag} B` }],
  })) as [number, number];
  const company = (await caller.run({
    operation: 'create',
    model: 'res.partner',
    values: { name: `${tag} Werke GmbH`, ref: tag, is_company: true, category_id: [[6, 0, categories]] },
  })) as number;
  const people = (await caller.run({
    operation: 'create',
    model: 'res.partner',
    values: [
      { name: `${tag} Ångström`, ref: tag, parent_id: company, email: 'a@example.com' },
      { name: `${tag} Brühl`, ref: tag, parent_id: company, email: 'b@example.com', color: 7 },
    ],
  })) as [number, number];
  return { tag, company, people, categories };
}

export async function removeFixture(way: Way, fixture: Fixture): Promise<void> {
  const caller = new Caller(way);
  const { company, people, categories } = fixture;
  await caller.run({ operation: 'delete', model: 'res.partner', ids: [...people, company] });
  await caller.run({ operation: 'delete', model: 'res.partner.category', ids: categories });
}
