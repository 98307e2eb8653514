import { describe, expect, it } from 'vitest';
import { lookFurther } from '../../../src/diagnosis/call/lookFurther';
import { knownOf } from '../../../src/diagnosis/call/questions';
import { explainError } from '../../../src/diagnosis/explain';
import type { Json } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import { nameOf, version } from './callBench';

const spec: RequestSpec = { operation: 'update', model: 'res.partner', ids: [7], values: { name: 'x' } };
const failure = new OdooError('server.missingRecord', {}, { server: { message: 'Gone.' } });
const known = () => ({ protocol: 'jsonRpc' as const, version: version(19) });
const never = () => new Promise<Json>(() => undefined);

describe('looking further into a failed call', () => {
  it('explains the failure with what was found', async () => {
    const told = explainError(await lookFurther(failure, spec, { known, ask: () => Promise.resolve([]) }));
    expect(told).toMatchObject({
      code: 'server.missingRecord',
      facts: { ids: '7', reason: 'gone' },
      server: { message: 'Gone.' },
      evidence: ['Record 7 of res.partner does not exist: it was deleted, or never was in this database.'],
    });
  });

  it('hands on the failure as it came when nothing was found', async () => {
    const refusing = () => Promise.reject(new OdooError('server.accessRights'));
    const other = new OdooError('server.refused');
    expect(await lookFurther(other, spec, { known, ask: refusing })).toBe(other);
    expect(explainError(other)).not.toHaveProperty('evidence');
  });

  it('asks nothing about failures of the way there, or of the sign-in', async () => {
    const error = new OdooError('signIn.rejected');
    const asked: string[] = [];
    const ask = (question: RequestSpec) => {
      asked.push(nameOf(question));
      return Promise.resolve(null);
    };
    expect(await lookFurther(error, spec, { known, ask })).toBe(error);
    expect(await lookFurther('no error', spec, { known, ask })).toBe('no error');
    expect(asked).toEqual([]);
  });

  it('leaves with what it has when the time is over, even where a question heeds no signal', async () => {
    const ask = (question: RequestSpec) =>
      nameOf(question) === 'res.partner.searchRead' ? Promise.resolve([]) : never();
    const told = explainError(await lookFurther(failure, spec, { known, ask, limitMs: 20 }));
    expect(told.facts).toMatchObject({ reason: 'unknown', ids: '7' });
    expect(told.evidence).toEqual([
      'Searching res.partner does not find 7: deleted, or hidden from this user.',
    ]);
  });

  it('gives its questions a signal that aborts with the time', async () => {
    const signals: AbortSignal[] = [];
    const ask = (_question: RequestSpec, signal: AbortSignal) => {
      signals.push(signal);
      return never();
    };
    await lookFurther(failure, spec, { known, ask, limitMs: 20 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('tells the failure, not the cancelling, when the person cancels meanwhile', async () => {
    const cancel = new AbortController();
    const ask = () => {
      cancel.abort();
      return never();
    };
    expect(await lookFurther(failure, spec, { known, ask, signal: cancel.signal })).toBe(failure);
  });

  it('asks nothing once the person has cancelled', async () => {
    const ask = () => Promise.reject(new Error('asked'));
    expect(await lookFurther(failure, spec, { known, ask, signal: AbortSignal.abort() })).toBe(failure);
  });

  it('goes on without what could not be known', async () => {
    const unknown = () => Promise.reject(new OdooError('tcp.refused'));
    expect(await lookFurther(failure, spec, { known: unknown, ask: never })).toBe(failure);
  });
});

it('knows of a connection its login, protocol and the version seen last', () => {
  const connection = { login: 'admin', protocol: 'jsonRpc', serverVersion: 'saas~19.4+e' } as const;
  expect(knownOf(connection, { auth: 'apiKey', protocol: 'json2' })).toMatchObject({
    login: 'admin',
    protocol: 'json2',
    version: { major: 19, minor: 4, saas: true },
  });
  expect(knownOf({ login: '', protocol: 'web' })).toEqual({ protocol: 'web' });
});
