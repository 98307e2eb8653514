import { describe, expect, it } from 'vitest';
import type { DiagnosisStep } from '../../src/model/diagnosis';
import { diagnosticsHost, openDiagnostics, reached, twoFactor, works } from './support/diagnosticsHost';
import { live } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const cancelled = problem('call.cancelled');

describe('a run of the checks', () => {
  it('starts when the page opens and shows each check as it ends, the next one running', async () => {
    const host = diagnosticsHost(works, { run: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openDiagnostics(host);
    await page.getByText('Staging · erp-staging.example.com · acme · 19.0').waitFor();
    await eventually(() => host.calls('run')).toEqual([{}]);
    const verdict = (probe: string): Promise<string | null> =>
      page.getByTestId(`step-${probe}`).getAttribute('data-verdict');
    expect(await verdict('address')).toBe('waiting');
    for (const step of reached.slice(0, 2)) host.push('step', step);
    await eventually(() => verdict('dns')).toBe('ok');
    expect(await page.getByTestId('step-dns').textContent()).toBe(
      '✓DNS passed: 203.0.113.40, 2001:db8::404 ms',
    );
    expect(await page.getByTestId('step-tcp').textContent()).toContain('TCP running');
    expect(await page.getByTestId('step-signIn').textContent()).toContain('Sign-in waiting');
    await page.getByText('2 checks are done.').waitFor();
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
    await page.getByText('3 checks are done.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Stopped before the end').waitFor();
    expect(host.frames.some((frame) => frame.kind === 'cancel')).toBe(true);
    expect(await page.getByTestId('steps').getByRole('listitem').count()).toBe(3);
    await page.getByTestId('run-again').click();
    await page.getByText('Everything works').waitFor();
  });

  it('starts over when it is asked for again, for the connection as it is now, without the old run’s late steps', async () => {
    let runs = 0;
    const late: DiagnosisStep = { probe: 'tls', verdict: 'failed', ms: 9, detail: 'from the run before' };
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
    expect(await page.getByText('from the run before').count()).toBe(0);
  });

  it('that fails by itself is explained like any failure', async () => {
    const host = diagnosticsHost(works, {
      run: () => Promise.reject(new Refusal(problem('internal', { title: 'The checks could not run' }))),
    });
    const page = await openDiagnostics(host);
    await eventually(() => page.getByTestId('problem-title').textContent()).toBe('The checks could not run');
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
      'Which sign-in methods work',
      'Checks',
    ]);
    expect(await page.getByTestId('verdict-sentence').textContent()).toBe(twoFactor.cause?.sentence);
    expect(await page.getByTestId('certainty').textContent()).toBe('This is certain: a check has proven it.');
    expect(await page.getByTestId('evidence').getByRole('listitem').allTextContents()).toEqual(
      twoFactor.evidence,
    );
    expect(await page.getByTestId('steps').getByRole('listitem').count()).toBe(8);
    expect(await page.getByText('Access Denied').isVisible()).toBe(false);
  });

  it('is red when it is certain, yellow when it is not, and green when all is well', async () => {
    const bar = async (diagnosis: typeof twoFactor): Promise<string> => {
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
    await page.getByText('The server is ready for a sign-in').waitFor();
    await page.getByText('Signing in was not tried').waitFor();
  });
});

describe('what to do', () => {
  it('marks what is for an administrator, and has a button for what can be done here', async () => {
    const host = diagnosticsHost(twoFactor);
    const page = await openDiagnostics(host);
    const remedies = page.getByTestId('remedies').getByRole('listitem');
    expect(await remedies.last().textContent()).toBe(
      'For an administrator: Allow this user to make API keys.',
    );
    await page.getByRole('button', { name: 'Enter an API key' }).click();
    await page.getByRole('button', { name: 'Open erp-staging.example.com' }).click();
    await eventually(() => host.calls('remedy')).toEqual([
      { connectionId: 'staging', action: { kind: 'editConnection', step: 'secret' } },
      {
        connectionId: 'staging',
        action: { kind: 'openExternal', url: 'https://erp-staging.example.com/web' },
      },
    ]);
  });

  it('can be taken along as a report', async () => {
    const host = diagnosticsHost(works);
    const page = await openDiagnostics(host);
    await page.getByTestId('copy-report').click();
    await page.getByText('Copied').waitFor();
    expect(host.calls('copyReport')).toEqual([{}]);
  });
});

describe('the table of sign-in methods', () => {
  it('has a line for each API and a column for each proof, in words', async () => {
    const page = await openDiagnostics(diagnosticsHost(twoFactor));
    const table = page.getByTestId('access');
    await table.waitFor();
    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['API', 'Password', 'API key']);
    expect(await table.getByRole('row').allTextContents()).toEqual([
      'APIPasswordAPI key',
      'JSON-RPC✕ RefusedThe account has two-factor sign-in.– Not triedNo API key is stored.',
      'XML-RPC✕ RefusedThe account has two-factor sign-in.– Not triedNo API key is stored.',
      'JSON-2– Not availableJSON-2 takes API keys only.– Not triedNo API key is stored.',
    ]);
  });
});

describe('the page', () => {
  it('has no field at all, and room for everything at a width of 500 pixels', async () => {
    const page = await openDiagnostics(diagnosticsHost(twoFactor), { width: 500 });
    await page.getByTestId('access').waitFor();
    expect(await page.locator('input, textarea, [contenteditable]').count()).toBe(0);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});
