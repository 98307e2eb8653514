import type * as Names from 'node:dns/promises';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Examination } from '../../src/diagnosis/diagnose';
import { probeNames, type Diagnosis, type ProbeName, type ProbeProgress } from '../../src/model/diagnosis';
import { serveTcp } from '../support/faultyServers';
import { otherHost } from '../support/networkNamespace';
import { atEnd } from '../support/programServers';
import { connectionOf, settings, transportFor, wrongPassword, type Wish } from './engine';
import { holdable } from './front';
import { isWanted, obstacleTo, sandbox } from './grounds';
import { accountIn, toSandbox } from './wishes';

const nameless = 'never-answered.test';
vi.mock('node:dns/promises', async (original) => {
  const real = await original<typeof Names>();
  return {
    ...real,
    lookup: (host: string, options: object) =>
      host === nameless ? new Promise(() => undefined) : real.lookup(host, options),
  };
});
afterAll(() => vi.restoreAllMocks());

/** Where a check meets a server that goes silent in it. */
interface Silence {
  wish: Wish;
  secret: string;
  /** Called at the first question of the check. */
  begin: () => void;
}

async function silentIn(probe: ProbeName): Promise<Silence> {
  const nothing = (): void => undefined;
  const anyone = { database: 'acme', login: 'jane' };
  switch (probe) {
    case 'address':
      return { wish: { url: 'http://127.0.0.1:1', ...anyone }, secret: wrongPassword, begin: nothing };
    case 'dns':
      return { wish: { url: `http://${nameless}`, ...anyone }, secret: wrongPassword, begin: nothing };
    case 'tcp': {
      const host = otherHost();
      host.fallSilent();
      const wish = { url: `http://${host.address}:8069`, ...anyone };
      return { wish, secret: wrongPassword, begin: nothing };
    }
    case 'tls':
    case 'http': {
      const silent = await serveTcp();
      atEnd(() => silent.close());
      const url = probe === 'tls' ? silent.url.replace('http:', 'https:') : silent.url;
      return { wish: { url, ...anyone }, secret: wrongPassword, begin: nothing };
    }
    default: {
      // Only of what does not look like Odoo does the check of Odoo ask more than the one before it.
      const server = await sandbox(probe === 'odoo' ? { fault: 'html-page' } : {});
      const front = await holdable(server.url);
      const wish = toSandbox(server, { url: front.url });
      return { wish, secret: server.plain.password, begin: front.hold };
    }
  }
}

interface Watched {
  diagnosis: Diagnosis;
  progress: ProbeProgress[];
}

async function examine(probe: ProbeName, how: 'cancel' | 'wait', timeoutMs: number): Promise<Watched> {
  const { wish, secret, begin } = await silentIn(probe);
  const abort = new AbortController();
  const progress: ProbeProgress[] = [];
  if (probe === 'address' && how === 'cancel') abort.abort();
  const examination = new Examination(connectionOf(wish), {
    transport: transportFor(),
    network: settings,
    environment: {},
    secret,
    timeoutMs,
    onProgress: (one) => {
      progress.push(one);
      if (one.probe !== probe) return;
      begin();
      if (how === 'cancel') setTimeout(() => abort.abort(), 30);
    },
  });
  return { diagnosis: await examination.run('all', abort.signal), progress };
}

/** Nothing but a host of its own can leave a connection unanswered. */
function canRun(probe: ProbeName): boolean {
  if (probe !== 'tcp') return isWanted('sandbox');
  const obstacle = obstacleTo('network');
  if (obstacle) console.error(`NOT TESTED: cancelling in the check tcp. ${obstacle}`);
  return isWanted('network') && (!obstacle || Boolean(process.env['CI']));
}

describe.each(probeNames.filter(canRun))('a server that goes silent in the check %s', (probe) => {
  it('is left at once when the person cancels, and the later checks are not run', async () => {
    const { diagnosis } = await examine(probe, 'cancel', 60_000);
    expect(diagnosis).toMatchObject({ ok: false, cause: { code: 'call.cancelled' } });
    expect(diagnosis.steps.map((step) => step.probe)).toEqual([...probeNames]);
    const at = probeNames.indexOf(probe);
    const states = diagnosis.steps.map(({ verdict, detail }) => ({ verdict, detail }));
    expect(states.slice(0, at).every(({ verdict }) => verdict !== 'failed')).toBe(true);
    expect(states[at]).toEqual({ verdict: 'failed', detail: 'cancelled' });
    for (const state of states.slice(at + 1)) {
      expect(state).toEqual({ verdict: 'skipped', detail: 'cancelled' });
    }
  });

  // Nothing is asked to take an address apart.
  if (probe === 'address') return;
  it('is waited for no longer than the limit that is shown', async () => {
    const { diagnosis, progress } = await examine(probe, 'wait', 500);
    expect(diagnosis.steps).toHaveLength(probeNames.length);
    const asked = progress.filter((one) => one.probe === probe);
    expect(asked.length).toBeGreaterThan(0);
    for (const one of asked) {
      expect(one.limitMs).toBeLessThanOrEqual(500);
      expect(one.asking.length).toBeGreaterThan(3);
    }
  });
});

const questionsHere = isWanted('sandbox') ? (['session', 'call', 'account'] as const) : [];

describe.each(questionsHere)('a server that goes silent when %s is asked', (question) => {
  it('is left at once when the person cancels, and what was found stays', async () => {
    const server = await sandbox({ version: '14' });
    const front = await holdable(server.url);
    const examination = new Examination(connectionOf(toSandbox(server, { url: front.url })), {
      transport: transportFor(),
      network: settings,
      environment: {},
      secret: wrongPassword,
    });
    const before = await examination.run('all');
    const { wish, secret } = accountIn(server);
    examination.useAccount({ connection: connectionOf({ ...wish, url: front.url }), secret });
    front.hold();
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    const after = await examination.ask(question, abort.signal);
    expect(after.cause?.code).toBe(before.cause?.code);
    expect(after.questions).toEqual(before.questions);
  });
});
