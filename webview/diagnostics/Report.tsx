import type { Diagnosis, Remark } from '../../src/model/diagnosis';
import { ServerDetail } from '../problem/ServerDetail';
import { Disclosure } from '../ui/Disclosure';
import { AccessMatrix } from './AccessMatrix';
import { Checks } from './Checks';
import type { DiagnosticsPage } from './state';
import { Questions, ToDo } from './ToDo';
import { Verdict } from './Verdict';
import { certaintyWords, words } from './words';

/** The verdict first, then the proof, then what to do; the other causes, the ways to sign in and the checks come after. */
export function Report({ page, diagnosis }: { page: DiagnosticsPage; diagnosis: Diagnosis }) {
  const { access, problem, steps } = diagnosis;
  return (
    <>
      <div class="part" data-region="verdict">
        <Verdict diagnosis={diagnosis} offline={page.offline.value} />
        <Proof diagnosis={diagnosis} />
        <Questions page={page} diagnosis={diagnosis} />
        <ToDo page={page} diagnosis={diagnosis} />
      </div>
      <Alternatives diagnosis={diagnosis} />
      {access.length > 0 && (
        <section data-region="access" aria-labelledby="access-title">
          <h2 id="access-title" tabIndex={-1} data-landing>
            {words.access}
          </h2>
          <AccessMatrix access={access} onUse={(signIn) => void page.remedy({ kind: 'useSignIn', signIn })} />
        </section>
      )}
      <section data-region="checks" aria-labelledby="checks-title">
        <h2 id="checks-title" tabIndex={-1} data-landing>
          {words.checks}
        </h2>
        <Checks steps={steps} last={page.last.value} />
      </section>
      {problem?.server && <ServerDetail server={problem.server} />}
    </>
  );
}

function Proof({ diagnosis }: { diagnosis: Diagnosis }) {
  const { cause, evidence, against } = diagnosis;
  if (!cause) return null;
  return (
    <>
      {evidence.length > 0 && (
        <section>
          <h2>{certaintyWords[cause.certainty].why}</h2>
          <Sentences sentences={evidence} testId="evidence" />
        </section>
      )}
      {against.length > 0 && (
        <section>
          <h2>{words.against}</h2>
          <Sentences sentences={against} testId="against" />
        </section>
      )}
    </>
  );
}

/** What else it could be, what it is not, and what is worth knowing beside it. */
function Alternatives({ diagnosis }: { diagnosis: Diagnosis }) {
  const { others, excluded, notes, cause } = diagnosis;
  if (others.length + excluded.length + notes.length === 0) return null;
  const ruledOut = (
    <ul data-testid="excluded">
      {excluded.map(({ title, because }) => (
        <li key={title} dir="auto">
          {title}: {because}
        </li>
      ))}
    </ul>
  );
  return (
    <div class="part" data-region="alternatives">
      {notes.length > 0 && (
        <section>
          <h2>{words.notes}</h2>
          <ul data-testid="notes">
            {notes.map((note) => (
              <li key={note.code} dir="auto">
                {note.title}. {note.sentence}
                {note.evidence.length > 0 && <span class="dim"> {note.evidence.join(' ')}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {/* Where it is certain, nobody needs to read what it is not. */}
      {excluded.length > 0 && cause?.certainty !== 'certain' && (
        <section>
          <h2>{words.excluded}</h2>
          {ruledOut}
        </section>
      )}
      {others.length > 0 && (
        <Disclosure summary={words.others(others.length)} testId="others">
          <ol class="others">
            {others.map((other) => (
              <Other key={other.code} remark={other} />
            ))}
          </ol>
        </Disclosure>
      )}
      {excluded.length > 0 && cause?.certainty === 'certain' && (
        <Disclosure summary={words.excluded}>{ruledOut}</Disclosure>
      )}
    </div>
  );
}

function Other({ remark }: { remark: Remark }) {
  return (
    <li dir="auto">
      <div>
        {remark.title} <span class="dim">({certaintyWords[remark.certainty].word.toLowerCase()})</span>
      </div>
      <div class="dim">{remark.sentence}</div>
      <Sentences sentences={remark.evidence} />
    </li>
  );
}

function Sentences(props: { sentences: readonly string[]; testId?: string }) {
  if (props.sentences.length === 0) return null;
  return (
    <ul data-testid={props.testId}>
      {props.sentences.map((sentence) => (
        <li key={sentence} dir="auto">
          {sentence}
        </li>
      ))}
    </ul>
  );
}
