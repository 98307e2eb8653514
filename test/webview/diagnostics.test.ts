import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Access, Diagnosis, DiagnosisStep } from '../../src/model/diagnosis';
import type { Remedy } from '../../src/model/problem';
import {
  diagnosticsHost,
  openDiagnostics,
  reached,
  twoFactor,
  undecided,
  works,
} from './support/diagnosticsHost';
import { hardToRead } from '../e2e/pageLook';
import { live, staging } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const cancelled = problem('call.cancelled');
const verdict = (page: Page, probe: string): Promise<string | null> =>
  page.getByTestId(`step-${probe}`).getAttribute('data-verdict');

describe('a run of the checks', () => {
  it('starts when the page opens and shows each check as it ends, the next one running', async () => {
    const host = diagnosticsHost(works, { run: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openDiagnostics(host);
    await page.getByText('Staging · erp-staging.example.com · acme · 19.0').waitFor();
    await eventually(() => host.calls('run')).toEqual([{ what: 'all' }]);
    expect(await verdict(page, 'address')).toBe('running');
    expect(await verdict(page, 'rights')).toBe('waiting');
    for (const step of reached.slice(0, 2)) host.push('step', step);
    await eventually(() => verdict(page, 'dns')).toBe('ok');
    expect(await page.getByTestId('step-dns').textContent()).toBe(
      '✓DNS passed: 203.0.113.40, 2001:db8::404 ms',
    );
    expect(await page.getByTestId('step-tcp').textContent()).toContain('TCP running');
    expect(await page.getByTestId('step-signIn').textContent()).toContain('Sign-in waiting');
    await eventually(() => page.getByTestId('said').textContent()).toBe(
      'Looking for the cause. 2 of 11 checks done. Nothing is changed on the server.',
    );
  });

  it('says what is being asked, and counts the seconds up to the limit', async () => {
    const host = diagnosticsHost(works, { run: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openDiagnostics(host, { fakeClock: true });
    await eventually(() => host.calls('run').length).toBe(1);
    host.push('progress', { probe: 'tcp', asking: 'connect to 203.0.113.40, port 443', limitMs: 15_000 });
    const running = page.getByTestId('step-tcp');
    await running.getByText('connect to 203.0.113.40, port 443').waitFor();
    expect(await running.textContent()).not.toContain('of at most');
    await page.clock.runFor(1000);
    await eventually(() => running.textContent()).toContain('1 s of at most 15 s');
    await page.clock.runFor(3000);
    await eventually(() => running.textContent()).toContain('4 s of at most 15 s');
    // The next question begins its own count.
    host.push('progress', { probe: 'tcp', asking: 'connect to [2001:db8::40], port 443', limitMs: 15_000 });
    await running.getByText('2001:db8::40').waitFor();
    expect(await running.textContent()).not.toContain('of at most');
  });

  it('is stopped by Escape, keeps what was done, and can be run again', async () => {
    let runs = 0;
    const host = diagnosticsHost(works, {
      run: (_params, signal) => {
        if (++runs > 1) return works;
        for (const step of reached.slice(0, 3)) host.push('step', step);
        return untilCancelled(signal, cancelled);
      },
    });
    const page = await openDiagnostics(host);
    await page.getByText('3 of 11 checks done.').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Stopped before the end' }).waitFor();
    expect(host.frames.some((frame) => frame.kind === 'cancel')).toBe(true);
    expect(await page.getByTestId('steps').getByRole('listitem').count()).toBe(3);
    await page.getByTestId('run-again').click();
    await page.getByRole('heading', { name: 'Everything works' }).waitFor();
  });

  it('that ends with what was done until it was cancelled is stopped as well', async () => {
    const stopped: Diagnosis = {
      ...twoFactor,
      cause: { code: 'call.cancelled', title: 'Cancelled', certainty: 'certain', sentence: 'Stopped.' },
    };
    const page = await openDiagnostics(diagnosticsHost(stopped));
    await page.getByRole('heading', { name: 'Stopped before the end' }).waitFor();
  });

  it('says that it is stopping until the host has stopped', async () => {
    let end: (() => void) | undefined;
    const host = diagnosticsHost(works, {
      run: () => new Promise((_resolve, reject) => (end = () => reject(new Refusal(cancelled)))),
    });
    const page = await openDiagnostics(host);
    await page.getByTestId('cancel').click();
    await page.getByRole('heading', { name: 'Stopping' }).waitFor();
    end?.();
    await page.getByRole('heading', { name: 'Stopped before the end' }).waitFor();
  });

  it('starts over when it is asked for again, for the connection as it is now, without the old run’s late steps', async () => {
    let runs = 0;
    const late: DiagnosisStep = { probe: 'tls', verdict: 'failed', ms: 9, detail: 'from another run' };
    const host = diagnosticsHost(works, {
      run: async (_params, signal) => {
        if (++runs > 1) return untilCancelled(signal, cancelled);
        await untilCancelled(signal, cancelled).catch(() => undefined);
        host.push('step', late);
        throw new Refusal(cancelled);
      },
    });
    const page = await openDiagnostics(host);
    await eventually(() => runs).toBe(1);
    host.push('restart', { connection: live, hasSecret: true });
    await eventually(() => runs).toBe(2);
    await page.getByText('Acme live · erp.example.com · acme · 19.0').waitFor();
    await page.getByTestId('mark-production').waitFor();
    expect(await page.getByText('from another run').count()).toBe(0);
    expect(host.calls('run')).toEqual([{ what: 'all' }, { what: 'all' }]);
  });

  it('repeats only what depends on a change, and marks what it kept', async () => {
    const host = diagnosticsHost(works, {
      run: ({ what }) => {
        if (what === 'all') return twoFactor;
        const kept = reached.map((step) => ({ ...step, kept: true }));
        return { ...works, steps: [...kept, ...works.steps.slice(reached.length)] };
      },
    });
    const page = await openDiagnostics(host);
    await page.getByText(twoFactor.cause?.title ?? '').waitFor();
    host.push('changed', { connection: staging, hasSecret: true });
    await page.getByText('Everything works').waitFor();
    expect(host.calls('run')).toEqual([{ what: 'all' }, { what: 'changed' }]);
    expect(await page.getByTestId('step-dns').textContent()).toContain('from the run before');
    expect(await page.getByTestId('step-signIn').textContent()).not.toContain('from the run before');
  });

  it('runs everything on a change when no run has ended yet: there is nothing to keep', async () => {
    const host = diagnosticsHost(works, { run: (_params, signal) => untilCancelled(signal, cancelled) });
    await openDiagnostics(host);
    await eventually(() => host.calls('run').length).toBe(1);
    host.push('changed', { connection: staging, hasSecret: true });
    await eventually(() => host.calls('run')).toEqual([{ what: 'all' }, { what: 'all' }]);
  });

  it('marks what the failed call had shown already', async () => {
    const steps = twoFactor.steps.map((step) => (step.probe === 'signIn' ? { ...step, kept: true } : step));
    const page = await openDiagnostics(diagnosticsHost({ ...twoFactor, steps }));
    await page.getByTestId('step-signIn').getByText('from the failed call').waitFor();
  });

  it('that fails by itself is explained like any failure', async () => {
    const host = diagnosticsHost(works, {
      run: () => Promise.reject(new Refusal(problem('internal', { title: 'The checks could not run' }))),
    });
    const page = await openDiagnostics(host);
    await eventually(() => page.getByTestId('problem-title').textContent()).toBe('The checks could not run');
  });

  it('is not asked for by a page that is built again: the host still has the result', async () => {
    const host = diagnosticsHost(works, {
      open: () => ({ connection: staging, hasSecret: true, diagnosis: twoFactor }),
    });
    const page = await openDiagnostics(host);
    await eventually(() => page.getByTestId('verdict-title').textContent()).toBe(twoFactor.cause?.title);
    expect(host.calls('run')).toEqual([]);
  });
});

describe('the verdict', () => {
  it('comes first, with its proof, what to do, and the checks last', async () => {
    const page = await openDiagnostics(diagnosticsHost(twoFactor));
    await eventually(() => page.getByTestId('verdict-title').textContent()).toBe(twoFactor.cause?.title);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'Why we are sure',
      'What to do',
      'Which API accepts what',
      'Checks',
    ]);
    expect(await page.getByTestId('verdict-sentence').textContent()).toBe(twoFactor.cause?.sentence);
    expect(await page.getByTestId('certainty').textContent()).toBe('● Certain: a check has proved it.');
    expect(await page.getByTestId('evidence').getByRole('listitem').allTextContents()).toEqual(
      twoFactor.evidence,
    );
    expect(await page.getByTestId('steps').getByRole('listitem').count()).toBe(11);
    expect(await page.getByText('Access Denied').isVisible()).toBe(false);
  });

  it('that is not certain names what remains, what speaks against it, and what is ruled out', async () => {
    const page = await openDiagnostics(diagnosticsHost(undecided));
    await eventually(() => page.getByTestId('certainty').textContent()).toBe(
      '○ Undecided: one of several causes that fit.',
    );
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'What was seen',
      'What speaks against it',
      'Two questions would tell more',
      'What to do',
      'Worth knowing',
      'Ruled out',
      'Checks',
    ]);
    expect(await page.getByTestId('against').textContent()).toBe('The same password worked yesterday.');
    expect(await page.getByTestId('excluded').getByRole('listitem').allTextContents()).toEqual([
      'Wrong database: acme answered.',
      'API key where a password belongs: what was entered does not look like a key.',
    ]);
    expect(await page.getByTestId('notes').textContent()).toBe(
      'The server does not list its databases. That is usual for public servers.',
    );
    const other = page.getByText('The account is deactivated (possible)');
    expect(await other.isVisible()).toBe(false);
    await page.getByText('What else it could be (2)').click();
    expect(await other.isVisible()).toBe(true);
  });

  it('is called likely only where no other cause fits', async () => {
    const cause = { code: 'signIn.rejected', title: 'Refused', certainty: 'likely', sentence: '' } as const;
    const among = await openDiagnostics(diagnosticsHost({ ...undecided, cause }));
    await eventually(() => among.getByTestId('certainty').textContent()).toBe(
      '◐ Undecided: the likeliest of several causes that fit.',
    );
    const alone = await openDiagnostics(diagnosticsHost({ ...undecided, cause, others: [] }));
    await eventually(() => alone.getByTestId('certainty').textContent()).toBe(
      '◐ Likely: it fits everything that was seen.',
    );
  });

  it('is red when it is certain, yellow when it is not, and green when all is well', async () => {
    const bar = async (diagnosis: Diagnosis): Promise<string> => {
      const page = await openDiagnostics(diagnosticsHost(diagnosis));
      return page.getByTestId('verdict').evaluate((element) => getComputedStyle(element).borderLeftColor);
    };
    const cause = twoFactor.cause;
    if (!cause) throw new Error('The example has no cause.');
    expect(await bar(twoFactor)).toBe('rgb(241, 76, 76)');
    expect(await bar({ ...twoFactor, cause: { ...cause, certainty: 'likely' } })).toBe('rgb(204, 167, 0)');
    expect(await bar({ ...twoFactor, cause: { ...cause, certainty: 'possible' } })).toBe('rgb(204, 167, 0)');
    expect(await bar(works)).toBe('rgb(115, 201, 145)');
  });

  it('does not say that everything works when signing in was not tried', async () => {
    const steps: DiagnosisStep[] = [
      ...reached,
      { probe: 'signIn', verdict: 'skipped', ms: 0, detail: 'no API key is stored' },
    ];
    const page = await openDiagnostics(diagnosticsHost({ ...works, evidence: [], steps }));
    await page.getByText('The server is ready for a sign-in').first().waitFor();
    await page.getByText('Signing in was not tried').waitFor();
  });

  it('says what was proved where all is well, and which other way is recommended', async () => {
    const [own, other] = works.access;
    if (!own || !other) throw new Error('The example has no access.');
    const access = [
      { auth: own.auth, protocol: own.protocol, state: own.state, reason: '', recommended: true },
      { ...other, own: true },
    ];
    const steps = works.steps.map((step) =>
      step.probe === 'signIn' ? { ...step, proves: 'The login and the secret are right.' } : step,
    );
    const page = await openDiagnostics(diagnosticsHost({ ...works, evidence: [], steps, access }));
    const verdict = page.getByTestId('verdict');
    await verdict.getByText('The login and the secret are right.').waitFor();
    await verdict
      .getByText('API key · JSON-2 works too, and is what is recommended on this server.')
      .waitFor();
  });

  it('says that the computer has no network where that may be the whole cause', async () => {
    const down: Diagnosis = {
      ...twoFactor,
      cause: {
        code: 'dns.notFound',
        title: 'No server by this name',
        certainty: 'certain',
        sentence: 'The name leads nowhere.',
      },
    };
    const page = await openDiagnostics(diagnosticsHost(down));
    await page.getByTestId('verdict').waitFor();
    expect(await page.getByTestId('offline').count()).toBe(0);
    await page.context().setOffline(true);
    await eventually(() => page.getByTestId('offline').textContent()).toBe(
      'This computer says that it has no network.',
    );
  });
});

describe('questions that need leave', () => {
  it('say what they tell and what they cost, and are asked by their button alone', async () => {
    const host = diagnosticsHost(undecided, { ask: () => twoFactor });
    const page = await openDiagnostics(host);
    const question = page.getByTestId('question-session');
    await question.getByText('separates “wrong password” from “two-factor”').waitFor();
    await question.getByText('It counts as one sign-in attempt').waitFor();
    expect(host.calls('ask')).toEqual([]);
    await page.getByTestId('ask-session').click();
    await eventually(() => page.getByTestId('verdict-title').textContent()).toBe(twoFactor.cause?.title);
    expect(host.calls('ask')).toEqual([{ question: 'session' }]);
    expect(host.calls('run').length).toBe(1);
    expect(await page.getByTestId('question-session').count()).toBe(0);
  });

  it('keep the checks in sight while they are asked, and leave everything as it was when they are cancelled', async () => {
    const host = diagnosticsHost(undecided, { ask: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openDiagnostics(host);
    await page.getByTestId('ask-account').click();
    await page.getByRole('heading', { name: 'Asking one more question' }).waitFor();
    expect(await verdict(page, 'dns')).toBe('ok');
    await page.keyboard.press('Escape');
    await eventually(() => page.getByTestId('verdict-title').textContent()).toBe(undecided.cause?.title);
    expect(await page.getByTestId('ask-account').count()).toBe(1);
  });

  it('that cannot be asked leave the result, and say why', async () => {
    const refusal = problem('connection.incomplete', { title: 'No such connection' });
    const host = diagnosticsHost(undecided, { ask: () => Promise.reject(new Refusal(refusal)) });
    const page = await openDiagnostics(host);
    await page.getByTestId('ask-account').click();
    await eventually(() => page.getByTestId('problem-title').textContent()).toBe('No such connection');
    expect(await page.getByTestId('verdict-title').textContent()).toBe(undecided.cause?.title);
  });
});

describe('what to do', () => {
  it('has a button for what can be done here, and parts what is for an administrator', async () => {
    const host = diagnosticsHost(twoFactor);
    const page = await openDiagnostics(host);
    await page.getByRole('button', { name: 'Enter an API key' }).click();
    await page.getByRole('button', { name: 'Open erp-staging.example.com' }).click();
    await page.getByTestId('documentation').click();
    await eventually(() => host.calls('remedy')).toEqual([
      { connectionId: 'staging', action: { kind: 'editConnection', step: 'secret' } },
      {
        connectionId: 'staging',
        action: { kind: 'openExternal', url: 'https://erp-staging.example.com/web' },
      },
      { connectionId: 'staging', action: { kind: 'openExternal', url: twoFactor.documentation } },
    ]);
    const administrator = page.getByTestId('administrator');
    expect(await administrator.getByRole('listitem').allTextContents()).toEqual([
      'Allow this user to make API keys.',
    ]);
  });

  it('names the page of Odoo where keys are made by what it is, not by its host', async () => {
    const url = 'https://erp-staging.example.com/odoo/action-base.action_res_users_my';
    const remedies: Remedy[] = [{ text: 'Make a key there.', action: { kind: 'openExternal', url } }];
    const host = diagnosticsHost({ ...twoFactor, remedies });
    const page = await openDiagnostics(host);
    await page.getByRole('button', { name: 'Open Preferences in Odoo', exact: true }).click();
    await eventually(() => host.calls('remedy')).toEqual([
      { connectionId: 'staging', action: { kind: 'openExternal', url } },
    ]);
  });

  it('has the message for the administrator ready to copy, and to read first', async () => {
    const host = diagnosticsHost(twoFactor);
    const page = await openDiagnostics(host);
    const letter = page.getByTestId('message').locator('pre');
    await page.getByTestId('message').waitFor();
    expect(await letter.isVisible()).toBe(false);
    await page.getByText('Show the message').click();
    expect(await letter.textContent()).toBe(twoFactor.message);
    await page.getByTestId('copy-message').click();
    await eventually(() => page.getByTestId('said').textContent()).toBe('The message is on the clipboard.');
    expect(host.calls('copyMessage')).toEqual([{}]);
  });

  it('waits out a pause with a countdown, and then tries again with everything', async () => {
    const cooldown: Diagnosis = {
      ...twoFactor,
      remedies: [{ text: 'Wait a minute.', action: { kind: 'retryAfter', seconds: 58 } }],
    };
    const host = diagnosticsHost(cooldown);
    const page = await openDiagnostics(host, { fakeClock: true });
    const retry = page.getByTestId('retry');
    await eventually(() => retry.textContent()).toBe('Try again in 58 s');
    await page.clock.runFor(20_000);
    await eventually(() => retry.textContent()).toBe('Try again in 38 s');
    await retry.click({ force: true });
    expect(host.calls('run').length).toBe(1);
    await page.clock.runFor(38_000);
    await eventually(() => retry.textContent()).toBe('Try again');
    await retry.click();
    await eventually(() => host.calls('run')).toEqual([{ what: 'all' }, { what: 'all' }]);
    expect(host.calls('remedy')).toEqual([]);
  });

  it('can be taken along as a report and as JSON, with and without names', async () => {
    let saves = true;
    const host = diagnosticsHost(works, { saveJson: () => saves });
    const page = await openDiagnostics(host);
    await page.getByTestId('copy-report').click();
    await eventually(() => page.getByTestId('said').textContent()).toBe('The report is on the clipboard.');
    await page.getByLabel('Without names').check();
    await page.getByTestId('save-json').click();
    await eventually(() => page.getByTestId('said').textContent()).toBe('The diagnosis is saved as JSON.');
    await page.getByTestId('copy-report').click();
    saves = false;
    await page.getByTestId('save-json').click();
    await eventually(() => host.calls('saveJson')).toEqual([{ withoutNames: true }, { withoutNames: true }]);
    // A file that was not chosen is not saved, and nothing says it was.
    await eventually(() => page.getByTestId('said').textContent()).toBe('');
    expect(host.calls('copyReport')).toEqual([{ withoutNames: false }, { withoutNames: true }]);
  });
});

describe('which API accepts what', () => {
  it('has a line for each API and a column for each proof, in words, and until when it is open', async () => {
    const page = await openDiagnostics(diagnosticsHost(twoFactor));
    const table = page.getByTestId('access');
    await table.waitFor();
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'API',
      'Password',
      'API key',
      'Open until',
    ]);
    expect(await table.getByRole('row').allTextContents()).toEqual([
      'APIPasswordAPI keyOpen until',
      'JSON-RPC✕ Refusedin useThe account has two-factor sign-in.· Not triedNo API key is stored.Odoo 22, autumn 2028',
      'XML-RPC✕ RefusedThe account has two-factor sign-in.· Not triedNo API key is stored.no end announced',
      'JSON-2– Does not existJSON-2 takes API keys only.· Not triedrecommendedNo API key is stored.no end announced',
    ]);
  });

  it('says below a state why, and does not say the state twice', async () => {
    const reasons: [Access['state'], string][] = [
      ['untried', 'Not tried: a secret that was refused is not sent again.'],
      ['refused', 'Refused in front of Odoo.'],
      ['unavailable', 'JSON-2 takes API keys only.'],
    ];
    const protocols = ['xmlRpc', 'jsonRpc', 'json2'] as const;
    const access = reasons.map(([state, reason], index): Access => {
      return { auth: 'apiKey', protocol: protocols[index] ?? 'json2', state, reason };
    });
    const page = await openDiagnostics(diagnosticsHost({ ...works, access }));
    await page.getByTestId('access').waitFor();
    const cells = page.getByTestId('access').locator('td[data-state]');
    expect(await cells.allTextContents()).toEqual([
      '· Not triedA secret that was refused is not sent again.',
      '✕ RefusedIn front of Odoo.',
      '– Does not existJSON-2 takes API keys only.',
    ]);
  });

  it('switches the connection to another way that works, by one click', async () => {
    const host = diagnosticsHost(works);
    const page = await openDiagnostics(host);
    await page.getByTestId('access').waitFor();
    expect(await page.getByTestId('access').getByRole('button').count()).toBe(1);
    await page.getByRole('button', { name: 'Use API key · JSON-RPC' }).click();
    await eventually(() => host.calls('remedy')).toEqual([
      {
        connectionId: 'staging',
        action: { kind: 'useSignIn', signIn: { auth: 'apiKey', protocol: 'jsonRpc' } },
      },
    ]);
  });

  it('is a list where the panel is narrow, with the same words and buttons', async () => {
    const page = await openDiagnostics(diagnosticsHost(works), { width: 320 });
    await page.getByTestId('access').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    const text = await page.getByTestId('access').textContent();
    expect(text).toContain('JSON-RPC Open until Odoo 22, autumn 2028.');
    expect(text).toContain('API key✓ Worksin userecommended');
    await page.getByRole('button', { name: 'Use API key · JSON-RPC' }).waitFor();
    await page.setViewportSize({ width: 900, height: 700 });
    await page.getByRole('table').waitFor();
  });
});

describe('a check', () => {
  it('can be unfolded to show what it asked, what came back, how long that took and what it proves', async () => {
    const page = await openDiagnostics(diagnosticsHost(works));
    const check = page.getByTestId('step-http');
    await check.locator('summary').waitFor();
    const asked = check.getByText('GET https://erp-staging.example.com/web/webclient/version_info');
    expect(await asked.isVisible()).toBe(false);
    await check.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await asked.isVisible()).toBe(true);
    expect(await check.locator('dl').allTextContents()).toEqual([
      'AskedGET https://erp-staging.example.com/web/webclient/version_infoAnsweredHTTP 200, application/json: {"jsonrpc": "2.0", "id": 1}Took38 ms',
      'This provesThe server answers by itself, and nobody sends the request elsewhere.',
    ]);
    expect(await page.getByTestId('step-dns').locator('summary').count()).toBe(0);
  });
});

describe('the keyboard', () => {
  const focused = (page: Page): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));

  it('is at the verdict when it has come, where nobody has moved it', async () => {
    const page = await openDiagnostics(diagnosticsHost(twoFactor));
    await eventually(() =>
      page.getByTestId('verdict').evaluate((element) => element === document.activeElement),
    ).toBe(true);
    expect(await page.getByTestId('verdict-said').textContent()).toBe('');
  });

  it('stays where the person has gone, and the verdict is read aloud instead', async () => {
    let end: ((diagnosis: Diagnosis) => void) | undefined;
    const host = diagnosticsHost(works, { run: () => new Promise((resolve) => (end = resolve)) });
    const page = await openDiagnostics(host);
    await page.getByTestId('run-again').focus();
    await eventually(() => end !== undefined).toBe(true);
    end?.(twoFactor);
    await eventually(() => page.getByTestId('verdict-said').textContent()).toContain(
      'This account has two-factor sign-in',
    );
    expect(await focused(page)).toBe('head');
  });

  it('moves from part to part with F6 and back with Shift+F6', async () => {
    const page = await openDiagnostics(diagnosticsHost(undecided));
    await eventually(() => focused(page)).toBe('verdict');
    const passed: unknown[] = [];
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('F6');
      passed.push(await focused(page));
    }
    expect(passed).toEqual(['alternatives', 'checks', 'head', 'verdict']);
    await page.keyboard.press('Shift+F6');
    expect(await focused(page)).toBe('head');
  });

  it('reaches everything that can be pressed, in the order it is read', async () => {
    const page = await openDiagnostics(diagnosticsHost(works));
    await eventually(() => focused(page)).toBe('verdict');
    const names: (string | null | undefined)[] = [];
    for (let tab = 0; tab < 2; tab++) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
        ),
      );
    }
    expect(names[0]).toBe('Use API key · JSON-RPC');
    expect(names[1]).toContain('HTTP passed: ');
    for (let tab = 0; tab < 6; tab++) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Everything works').waitFor();
  });
});

describe('the page', () => {
  it('says the address once where the connection is named after it', async () => {
    const typed = { ...staging, name: `https://${staging.host}` };
    const host = diagnosticsHost(works, { open: () => ({ connection: typed, hasSecret: true }) });
    const page = await openDiagnostics(host);
    await eventually(() => page.getByTestId('connection').textContent()).toBe(
      'https://erp-staging.example.com · acme · 19.0',
    );
  });

  const hostile = '<img src=x onerror="document.title=1">\u202e {0} ${1} %s "\'';
  const long = `https://${'a-very-long-name-'.repeat(8)}.example.com/with/a/path`;

  it('shows whatever a server says as text, each in its own direction of reading', async () => {
    const arabic = 'قاعدة البيانات غير موجودة';
    const evil: Diagnosis = {
      ...undecided,
      cause: { code: 'signIn.rejected', title: hostile, certainty: 'likely', sentence: arabic },
      evidence: [hostile],
      steps: [
        {
          probe: 'http',
          verdict: 'failed',
          ms: 3,
          detail: hostile,
          asked: [{ question: hostile, answer: hostile, ms: 1 }],
        },
      ],
      access: [{ auth: 'password', protocol: 'jsonRpc', state: 'refused', reason: hostile, until: hostile }],
    };
    const page = await openDiagnostics(diagnosticsHost(evil));
    await eventually(() => page.getByTestId('verdict-title').textContent()).toBe(hostile);
    expect(await page.locator('img').count()).toBe(0);
    const sentence = page.getByTestId('verdict-sentence');
    expect(await sentence.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    expect(
      await page.getByTestId('evidence').evaluate((element) => getComputedStyle(element).direction),
    ).toBe('ltr');
  });

  for (const width of [320, 1600]) {
    it(`has no field to type into, and room for everything at a width of ${width} pixels`, async () => {
      const wide: Diagnosis = {
        ...undecided,
        access: [...twoFactor.access, ...works.access.slice(0, 1)],
        remedies: [{ text: `Use ${long}.`, action: { kind: 'useAddress', url: long } }],
        steps: [
          {
            probe: 'http',
            verdict: 'failed',
            ms: 12_000,
            detail: long,
            kept: true,
            asked: [{ question: `GET ${long}`, answer: 'x'.repeat(4000), ms: 12_000 }],
          },
        ],
        message: `${long}\n`.repeat(30),
      };
      const page = await openDiagnostics(diagnosticsHost(wide), { width });
      await page.getByTestId('access').waitFor();
      for (const fold of await page.locator('details > summary').all()) await fold.click();
      expect(await page.locator('input:not([type=checkbox]), textarea, [contenteditable]').count()).toBe(0);
      const over = await page.evaluate(() => {
        const beyond = [...document.querySelectorAll('main *')].filter(
          (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
        );
        return beyond.map((element) => `${element.tagName} ${element.className}`);
      });
      expect(over).toEqual([]);
    });
  }

  for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
    it(`can be read and named in ${theme}`, async () => {
      for (const diagnosis of [twoFactor, undecided, works]) {
        const page = await openDiagnostics(diagnosticsHost(diagnosis), { theme });
        await page.getByTestId('verdict').waitFor();
        for (const fold of await page.locator('details > summary').all()) await fold.click();
        await page.mouse.move(0, 0);
        expect(await hardToRead(page)).toEqual([]);
        expect(await namelessControls(page)).toEqual([]);
      }
    });
  }
});

/** Controls without a name for a screen reader, smaller than 24 pixels, or headings out of order. */
async function namelessControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, vscode-button, input, summary, [tabindex="0"]',
    )) {
      if (!element.checkVisibility()) continue;
      const label =
        element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? element.textContent;
      if (!label.trim()) found.push(`no name: ${element.outerHTML.slice(0, 80)}`);
      const inText = element.closest('.access-state') !== null;
      const target = element.closest('label') ?? element;
      if (!inText && target.getBoundingClientRect().height < 24) found.push(`too small: ${label}`);
    }
    const levels = [...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) =>
      Number(tagName.slice(1)),
    );
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) found.push(`a heading of level ${level} is out of order`);
    });
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    if (new Set(ids).size !== ids.length) found.push('an id twice');
    return found;
  });
}
