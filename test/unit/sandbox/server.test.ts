import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { makeDatabase } from '../../../src/sandbox/data';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox } from '../../../src/sandbox/server';
import { aNumber, textLike, useSandbox } from './support';

const { sandbox, value } = useSandbox();

function callOf(
  { url, apiKey }: Sandbox,
  model: string,
  method: string,
  body: object,
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(`${url}/json/2/${model}/${method}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      authorization: `bearer ${apiKey}`,
      'x-odoo-database': 'sandbox',
    },
    ...(signal === undefined ? {} : { signal }),
  });
}

describe('the sandbox', () => {
  it('says where it is and how to sign in', () => {
    expect(sandbox()).toMatchObject({
      url: textLike(/^http:\/\/127\.0\.0\.1:\d+$/),
      database: 'sandbox',
      databases: ['sandbox', 'sandbox_staging'],
      login: 'admin',
      password: 'admin',
      apiKey: textLike(/^[\da-f]{40}$/),
      plain: { login: 'demo', password: 'demo' },
    });
  });

  it('has some twenty models and a few hundred records, the same at every start', () => {
    const [first, second] = [makeDatabase('a'), makeDatabase('b')];
    const records = (db: typeof first): unknown =>
      [...db.models.keys()].map((model) => [model, db.rows(model)]);
    expect(records(first)).toEqual(records(second));
    const models = [...first.models.keys()].filter((model) => !model.startsWith('ir.'));
    expect(models.length).toBeGreaterThanOrEqual(15);
    expect(models.reduce((sum, model) => sum + first.rows(model).length, 0)).toBeGreaterThan(300);
  });

  it('has no relation that leads nowhere, and nothing missing that is required', () => {
    const db = makeDatabase('a');
    for (const model of db.models.values()) {
      for (const field of model.fields.values()) {
        if (field.relation !== undefined)
          expect(db.models.has(field.relation), `${model.name}.${field.name}`).toBe(true);
        for (const row of db.rows(model.name)) {
          const cell = db.cell(model.name, row, field.name);
          const place = `${model.name}(${row.id}).${field.name}`;
          if (field.required === true) expect(cell, place).not.toBe(false);
          if (field.type === 'selection' && cell !== false)
            expect(
              field.selection?.map(([key]) => key),
              place,
            ).toContain(cell);
          const ids =
            field.relation === undefined ? [] : Array.isArray(cell) ? cell : cell === false ? [] : [cell];
          for (const id of ids) expect(db.row(field.relation ?? '', id), place).toBeDefined();
        }
      }
    }
  });

  it('describes every model and field in ir.model and ir.model.fields', async () => {
    const models = (await value('ir.model', 'search_read', {
      domain: [],
      fields: ['model', 'name', 'transient'],
    })) as Record<string, unknown>[];
    expect(models).toContainEqual({
      id: aNumber,
      model: 'sale.order',
      name: 'Sales Order',
      transient: false,
    });
    expect(models).toContainEqual({
      id: aNumber,
      model: 'sandbox.tools',
      name: 'Sandbox Tools',
      transient: true,
    });
    const fields = await value('ir.model.fields', 'search_read', {
      domain: [
        ['model', '=', 'res.partner'],
        ['name', '=', 'country_id'],
      ],
      fields: ['ttype', 'relation', 'field_description'],
    });
    expect(fields).toEqual([
      { id: aNumber, ttype: 'many2one', relation: 'res.country', field_description: 'Country' },
    ]);
  });

  it('tells what fields are, all of it or the attributes asked for', async () => {
    expect(
      await value('res.partner', 'fields_get', {
        allfields: ['name', 'country_id', 'type', 'child_ids', 'nope'],
        attributes: [
          'string',
          'type',
          'required',
          'readonly',
          'relation',
          'relation_field',
          'selection',
          'store',
        ],
      }),
    ).toEqual({
      name: { readonly: false, required: false, store: true, string: 'Name', type: 'char' },
      country_id: {
        readonly: false,
        relation: 'res.country',
        required: false,
        store: true,
        string: 'Country',
        type: 'many2one',
      },
      type: {
        readonly: false,
        required: false,
        selection: [
          ['contact', 'Contact'],
          ['invoice', 'Invoice'],
          ['delivery', 'Delivery'],
          ['other', 'Other'],
        ],
        store: true,
        string: 'Address Type',
        type: 'selection',
      },
      child_ids: {
        readonly: false,
        relation: 'res.partner',
        relation_field: 'parent_id',
        required: false,
        store: true,
        string: 'Contact',
        type: 'one2many',
      },
    });
    const all = (await value('sale.order', 'fields_get')) as Record<string, object>;
    expect(all['amount_total']).toMatchObject({
      type: 'monetary',
      currency_field: 'currency_id',
      readonly: true,
      aggregator: 'sum',
    });
  });

  it('begins anew at every start', async () => {
    const first = await startSandbox();
    await callOf(first, 'res.partner', 'write', { ids: [1], vals: { name: 'Changed' } });
    await first.close();
    const second = await startSandbox();
    const answer = await callOf(second, 'res.partner', 'read', { ids: [1], fields: ['name'] });
    expect(await answer.json()).toEqual([{ id: 1, name: 'Sandbox Furniture' }]);
    await second.close();
  });

  it('stops a sleep when its caller hangs up', async () => {
    const hangUp = new AbortController();
    const call = callOf(sandbox(), 'sandbox.tools', 'sleep', { seconds: 60 }, hangUp.signal);
    await delay(50);
    hangUp.abort();
    await expect(call).rejects.toThrow(/abort/);
    await expect.poll(() => value('sandbox.tools', 'interruptions')).toBe(1);
  });

  it('sleeps as long as it is asked to, and works meanwhile', async () => {
    const start = performance.now();
    const sleep = value('sandbox.tools', 'sleep', { seconds: 0.4 }).then(() => 'sleep');
    const count = value('res.country', 'search_count', { domain: [] }).then(() => 'count');
    expect(await Promise.race([sleep, count])).toBe('count');
    await sleep;
    expect(performance.now() - start).toBeGreaterThan(390);
  });

  it('gives an answer of many megabytes', async () => {
    const answer = await callOf(sandbox(), 'sandbox.tools', 'big', { rows: 20_000 });
    const text = await answer.text();
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(JSON.parse(text)).toHaveLength(20_000);
  });

  it('waits before every answer where it is told to', async () => {
    const slow = await startSandbox({ latencyMs: 80 });
    const start = performance.now();
    await fetch(`${slow.url}/web/health`);
    expect(performance.now() - start).toBeGreaterThan(75);
    await slow.close();
  });

  it('closes at once, even with a call under way, and twice without harm', async () => {
    const own = await startSandbox();
    const call = callOf(own, 'sandbox.tools', 'sleep', { seconds: 60 });
    await delay(30);
    const start = performance.now();
    await Promise.all([own.close(), own.close(), expect(call).rejects.toThrow()]);
    expect(performance.now() - start).toBeLessThan(1000);
    await expect(fetch(own.url)).rejects.toThrow();
  });

  it('closes when its signal says so', async () => {
    const stop = new AbortController();
    const own = await startSandbox({ signal: stop.signal });
    stop.abort();
    await expect
      .poll(() =>
        fetch(own.url).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    await expect(startSandbox({ signal: stop.signal })).rejects.toThrow();
  });

  it('takes the port it is given, and says when another has it', async () => {
    const port = Number(new URL(sandbox().url).port);
    await expect(startSandbox({ port })).rejects.toThrow(/EADDRINUSE/);
  });
});
