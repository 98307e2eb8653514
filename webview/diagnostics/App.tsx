import { useEffect } from 'preact/hooks';
import type { ConnectionSummary } from '../../src/contract/connectionSummary';
import { probeNames } from '../../src/model/diagnosis';
import { connectionFacts, ConnectionMarks } from '../connection/ConnectionFacts';
import { RegionFocus, takeKeys } from '../keys';
import { ProblemView } from '../problem/ProblemView';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { Checks } from './Checks';
import { Report } from './Report';
import type { DiagnosticsPage, HandedOver } from './state';
import { checksSoFar, runTitle, words } from './words';

export function App({ page }: { page: DiagnosticsPage }) {
  useEffect(() => {
    const regions = new RegionFocus();
    takeKeys((event) => {
      if (event.key === 'F6') regions.move(event.shiftKey ? -1 : 1);
      else if (event.key === 'Escape' && page.stage.value.kind === 'running') page.cancel();
      else return false;
      return true;
    });
    const network = (): void => {
      page.offline.value = !navigator.onLine;
    };
    network();
    window.addEventListener('online', network);
    window.addEventListener('offline', network);
  }, []);
  const trouble = page.trouble.value;
  const auth = page.snapshot.value?.connection.signIn.auth;
  return (
    <main class="doctor">
      <Head page={page} />
      {trouble && (
        <ProblemView problem={trouble} auth={auth} onAction={(action) => void page.remedy(action)} />
      )}
      <Body page={page} />
      {/* Always there, so that what comes into it is read aloud. */}
      <div class="unseen" role="status" data-testid="said">
        {said(page)}
      </div>
    </main>
  );
}

const handedOverWords: Record<HandedOver, string> = {
  report: words.reportCopied,
  json: words.jsonSaved,
  message: words.messageCopied,
};

/** What a screen reader says when it has time: how far the checks are, and what was handed over. */
function said(page: DiagnosticsPage): string {
  const stage = page.stage.value;
  if (stage.kind === 'running') {
    if (stage.cancelling) return words.stopping;
    return `${runTitle(stage.what)}. ${checksSoFar(page.steps.value.length, probeNames.length)}`;
  }
  if (stage.kind === 'stopped') return words.stopped;
  return page.handedOver.value ? handedOverWords[page.handedOver.value] : '';
}

/** What is diagnosed. An address that is being typed is its own name, and is said once. */
function whereOf(connection: ConnectionSummary): string {
  const { name, host } = connection;
  if (name.endsWith(host)) return connectionFacts({ ...connection, host: name });
  return `${name} · ${connectionFacts(connection)}`;
}

function Head({ page }: { page: DiagnosticsPage }) {
  const connection = page.snapshot.value?.connection;
  const stage = page.stage.value;
  const handedOver = page.handedOver.value;
  return (
    <header class="head" data-region="head">
      <div class="row wrap">
        {connection && (
          <span class="dim doctor-where" data-testid="connection" dir="auto">
            {whereOf(connection)}
          </span>
        )}
        {connection && <ConnectionMarks connection={connection} />}
      </div>
      <div class="row wrap doctor-actions">
        <LinkButton testId="run-again" onClick={() => void page.run('all')}>
          {words.runAgain}
        </LinkButton>
        {stage.kind === 'done' && (
          <>
            <LinkButton testId="copy-report" onClick={() => void page.copyReport()}>
              {handedOver === 'report' ? words.copied : words.copyReport}
            </LinkButton>
            <LinkButton testId="save-json" onClick={() => void page.saveJson()}>
              {handedOver === 'json' ? words.saved : words.saveJson}
            </LinkButton>
            <label class="row without-names" title={words.withoutNamesMeans}>
              <input
                type="checkbox"
                data-testid="without-names"
                checked={page.withoutNames.value}
                onChange={(event) => (page.withoutNames.value = event.currentTarget.checked)}
              />
              {words.withoutNames}
            </label>
          </>
        )}
      </div>
    </header>
  );
}

function Body({ page }: { page: DiagnosticsPage }) {
  const stage = page.stage.value;
  const steps = page.steps.value;
  const last = page.last.value;
  switch (stage.kind) {
    case 'running':
      return (
        <>
          <div>
            <h1 data-testid="verdict-title">{stage.cancelling ? words.stopping : runTitle(stage.what)}</h1>
            <p class="dim">{checksSoFar(steps.length, probeNames.length)}</p>
          </div>
          <div class="part" data-region="checks">
            <Checks steps={steps} last={last} running asking={page.asking.value} />
            <div>
              <Button keys="Esc" testId="cancel" disabled={stage.cancelling} onClick={() => page.cancel()}>
                {words.cancel}
              </Button>
            </div>
          </div>
        </>
      );
    case 'stopped':
      return (
        <>
          <div>
            <h1 data-testid="verdict-title">{words.stopped}</h1>
            <p class="dim">{steps.length > 0 ? words.checksDone : words.noChecks}</p>
          </div>
          {steps.length > 0 && <Checks steps={steps} last={last} />}
        </>
      );
    case 'failed':
      return (
        <>
          <ProblemView
            problem={stage.problem}
            auth={page.snapshot.value?.connection.signIn.auth}
            onAction={(action) => void page.remedy(action)}
          />
          {steps.length > 0 && <Checks steps={steps} last={last} />}
        </>
      );
    case 'done':
      return <Report page={page} diagnosis={stage.diagnosis} />;
  }
}
