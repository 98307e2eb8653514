import type { Certainty, Diagnosis } from '../../src/model/diagnosis';
import { Remedies } from '../problem/Remedies';
import { ServerDetail } from '../problem/ServerDetail';
import { AccessTable } from './AccessTable';
import { Checks } from './Checks';
import type { DiagnosticsPage } from './state';

const certaintyWords: Record<Certainty, string> = {
  certain: 'This is certain: a check has proven it.',
  likely: 'This is likely: it fits everything that was seen.',
  possible: 'This is possible: it is one of several causes that fit.',
};

const evidenceTitles: Record<Certainty, string> = {
  certain: 'Why we are sure',
  likely: 'What points to it',
  possible: 'What was seen',
};

/** The verdict first, then the proof, then what to do; the checks come last. */
export function Report({ page, diagnosis }: { page: DiagnosticsPage; diagnosis: Diagnosis }) {
  const { cause, evidence, remedies, access, problem } = diagnosis;
  const auth = page.snapshot.value?.connection.signIn.auth;
  return (
    <>
      <Verdict diagnosis={diagnosis} />
      {cause && evidence.length > 0 && (
        <section>
          <h2>{evidenceTitles[cause.certainty]}</h2>
          <ul data-testid="evidence">
            {evidence.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {remedies.length > 0 && (
        <section class="doctor-remedies">
          <h2>What to do</h2>
          <Remedies remedies={remedies} auth={auth} onAction={(action) => void page.remedy(action)} />
        </section>
      )}
      {access.length > 0 && (
        <section>
          <h2>Which sign-in methods work</h2>
          <AccessTable access={access} />
        </section>
      )}
      <section>
        <h2>Checks</h2>
        <Checks steps={diagnosis.steps} />
      </section>
      {problem?.server && <ServerDetail server={problem.server} />}
    </>
  );
}

function Verdict({ diagnosis }: { diagnosis: Diagnosis }) {
  const { cause, evidence, steps } = diagnosis;
  if (cause) {
    return (
      <div class={`verdict ${cause.certainty}`} role="status" data-testid="verdict">
        <h1 data-testid="verdict-title">{cause.title}</h1>
        <div data-testid="verdict-sentence">{cause.sentence}</div>
        <div class="dim" data-testid="certainty">
          {certaintyWords[cause.certainty]}
        </div>
      </div>
    );
  }
  const triedSignIn = steps.some((step) => step.probe === 'signIn' && step.verdict !== 'skipped');
  const warnings = steps.some((step) => step.verdict === 'warning');
  return (
    <div class={`verdict ${warnings ? 'likely' : 'fine'}`} role="status" data-testid="verdict">
      <h1 data-testid="verdict-title">
        {triedSignIn ? 'Everything works' : 'The server is ready for a sign-in'}
      </h1>
      {evidence.map((sentence) => (
        <div key={sentence}>{sentence}</div>
      ))}
      {!triedSignIn && <div>Signing in was not tried: there is no stored password or API key to try.</div>}
      {warnings && <div>One of the checks below has something to look at.</div>}
    </div>
  );
}
