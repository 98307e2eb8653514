import { useEffect, useRef, useState } from 'preact/hooks';
import { signInLabel } from '../../src/model/authMethod';
import type { Cause, Diagnosis } from '../../src/model/diagnosis';
import { certaintySaid, words } from './words';

/** The result in one sentence. Takes the focus when it comes, unless the person is somewhere on the page already. */
export function Verdict({ diagnosis, offline }: { diagnosis: Diagnosis; offline: boolean }) {
  const { cause } = diagnosis;
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const untouched = document.activeElement === null || document.activeElement === document.body;
    // The focus has it read aloud; where it stays elsewhere, the live region does.
    if (untouched && document.hasFocus()) box.current?.focus({ preventScroll: true });
    else setSaid(spoken(diagnosis));
  }, [diagnosis]);
  return (
    <div
      class={`verdict ${cause ? cause.certainty : hasWarnings(diagnosis) ? 'likely' : 'fine'}`}
      ref={box}
      role="group"
      aria-labelledby="verdict-title"
      aria-describedby="verdict-means"
      tabIndex={-1}
      data-landing
      data-testid="verdict"
    >
      <h1 id="verdict-title" data-testid="verdict-title" dir="auto">
        {titleOf(diagnosis)}
      </h1>
      <div id="verdict-means" class="verdict-means">
        {cause ? (
          <CauseMeans cause={cause} others={diagnosis.others.length} offline={offline} />
        ) : (
          <AllIsWell diagnosis={diagnosis} />
        )}
      </div>
      <div class="unseen" role="alert" data-testid="verdict-said">
        {said}
      </div>
    </div>
  );
}

function CauseMeans({ cause, others, offline }: { cause: Cause; others: number; offline: boolean }) {
  const onTheWay = /^(?:dns|tcp)\./.test(cause.code);
  return (
    <>
      <div data-testid="verdict-sentence" dir="auto">
        {cause.sentence}
      </div>
      {offline && onTheWay && <div data-testid="offline">{words.offline}</div>}
      <CertaintyLine certainty={cause.certainty} others={others} />
    </>
  );
}

function CertaintyLine({ certainty, others }: { certainty: Cause['certainty']; others: number }) {
  const { sign, word, means } = certaintySaid(certainty, others);
  return (
    <div class="dim" data-testid="certainty">
      <span class="certainty-sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {word}: {means}
    </div>
  );
}

function AllIsWell({ diagnosis }: { diagnosis: Diagnosis }) {
  const better = diagnosis.access.find((each) => each.recommended && each.state === 'works' && !each.own);
  const sentences = diagnosis.evidence.length > 0 ? diagnosis.evidence : proven(diagnosis);
  return (
    <>
      {sentences.map((sentence) => (
        <div key={sentence} dir="auto">
          {sentence}
        </div>
      ))}
      {better && <div>{words.better(signInLabel(better))}</div>}
      {!triedSignIn(diagnosis) && <div>{words.notTried}</div>}
      {hasWarnings(diagnosis) && diagnosis.notes.length === 0 && <div>{words.lookAtChecks}</div>}
    </>
  );
}

/** What the sign-in and the look at the user's rights proved, where nothing else was said. */
function proven({ steps }: Diagnosis): string[] {
  return steps.flatMap(({ probe, verdict, proves }) =>
    (probe === 'signIn' || probe === 'rights') && verdict === 'ok' && proves !== undefined ? [proves] : [],
  );
}

function titleOf(diagnosis: Diagnosis): string {
  if (diagnosis.cause) return diagnosis.cause.title;
  return triedSignIn(diagnosis) ? words.works : words.ready;
}

function spoken(diagnosis: Diagnosis): string {
  const { cause, others } = diagnosis;
  const title = titleOf(diagnosis);
  if (!cause) return title;
  return `${title}. ${cause.sentence} ${certaintySaid(cause.certainty, others.length).word}.`;
}

function triedSignIn({ steps }: Diagnosis): boolean {
  return steps.some((step) => step.probe === 'signIn' && step.verdict !== 'skipped');
}

function hasWarnings({ steps }: Diagnosis): boolean {
  return steps.some((step) => step.verdict === 'warning');
}
