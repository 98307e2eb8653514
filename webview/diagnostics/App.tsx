import { useEffect } from 'preact/hooks';
import { connectionFacts, ConnectionMarks } from '../connection/ConnectionFacts';
import { takeKeys } from '../keys';
import { ProblemView } from '../problem/ProblemView';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { Checks } from './Checks';
import { Report } from './Report';
import type { DiagnosticsPage } from './state';

export function App({ page }: { page: DiagnosticsPage }) {
  useEffect(() => {
    takeKeys((event) => {
      if (event.key !== 'Escape' || page.stage.value.kind !== 'running') return false;
      page.cancel();
      return true;
    });
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
    </main>
  );
}

function Head({ page }: { page: DiagnosticsPage }) {
  const connection = page.snapshot.value?.connection;
  const stage = page.stage.value;
  return (
    <header class="row wrap">
      {connection && (
        <span class="dim doctor-where" data-testid="connection">
          {connection.name} · {connectionFacts(connection)}
        </span>
      )}
      {connection && <ConnectionMarks connection={connection} />}
      <span class="row doctor-actions">
        <LinkButton testId="run-again" onClick={() => void page.run()}>
          Run again
        </LinkButton>
        {stage.kind === 'done' && (
          <LinkButton testId="copy-report" onClick={() => void page.copyReport()}>
            {page.copied.value ? 'Copied' : 'Copy report'}
          </LinkButton>
        )}
      </span>
      <span class="unseen" role="status">
        {page.copied.value && 'The report is on the clipboard.'}
      </span>
    </header>
  );
}

function Body({ page }: { page: DiagnosticsPage }) {
  const stage = page.stage.value;
  const steps = page.steps.value;
  switch (stage.kind) {
    case 'running':
      return (
        <>
          <div>
            <h1 data-testid="verdict-title">{stage.cancelling ? 'Stopping' : 'Looking for the cause'}</h1>
            <p class="dim" role="status">
              {progress(steps.length)} Nothing is changed on the server.
            </p>
          </div>
          <Checks steps={steps} running />
          <div>
            <Button keys="Esc" testId="cancel" disabled={stage.cancelling} onClick={() => page.cancel()}>
              Cancel
            </Button>
          </div>
        </>
      );
    case 'stopped':
      return (
        <>
          <div>
            <h1 data-testid="verdict-title">Stopped before the end</h1>
            <p class="dim">{steps.length > 0 ? 'The checks below were done.' : 'No check was done.'}</p>
          </div>
          {steps.length > 0 && <Checks steps={steps} />}
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
          {steps.length > 0 && <Checks steps={steps} />}
        </>
      );
    case 'done':
      return <Report page={page} diagnosis={stage.diagnosis} />;
  }
}

function progress(done: number): string {
  if (done === 0) return 'The first check is running.';
  return done === 1 ? 'One check is done.' : `${done} checks are done.`;
}
