import type { Diagnosis } from '../../src/model/diagnosis';
import { Remedies } from '../problem/Remedies';
import { Button } from '../ui/Button';
import { Disclosure } from '../ui/Disclosure';
import { LinkButton } from '../ui/LinkButton';
import type { DiagnosticsPage } from './state';
import { questionsTitle, words } from './words';

interface ToDoProps {
  page: DiagnosticsPage;
  diagnosis: Diagnosis;
}

/** What would decide between the causes that remain: what each question tells, what it costs, and the button that is the leave for it. */
export function Questions({ page, diagnosis }: ToDoProps) {
  const { questions } = diagnosis;
  if (questions.length === 0) return null;
  return (
    <section>
      <h2>{questionsTitle(questions.length)}</h2>
      <div class="questions" data-testid="questions">
        {questions.map(({ id, title, tells, cost }, index) => (
          <div key={id} data-testid={`question-${id}`}>
            <div dir="auto">
              {tells} <span class="dim">{cost}</span>
            </div>
            <div class="row wrap">
              <Button primary={index === 0} testId={`ask-${id}`} onClick={() => void page.run(id)}>
                {title}
              </Button>
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}

/** What the person can do, what their administrator can, and where it is documented. */
export function ToDo({ page, diagnosis }: ToDoProps) {
  const { remedies, message, documentation, questions } = diagnosis;
  const own = remedies.filter(({ forAdministrator }) => !forAdministrator);
  const others = remedies.filter(({ forAdministrator }) => forAdministrator);
  if (remedies.length === 0 && message === undefined && documentation === undefined) return null;
  const auth = page.snapshot.value?.connection.signIn.auth;
  return (
    <section class="todo" data-testid="todo">
      <h2>{words.toDo}</h2>
      <Remedies
        remedies={own}
        auth={auth}
        primary={questions.length === 0}
        onAction={(action) => void page.remedy(action)}
      >
        {documentation !== undefined && (
          <LinkButton
            testId="documentation"
            title={documentation}
            onClick={() => void page.remedy({ kind: 'openExternal', url: documentation })}
          >
            {words.documentation}
          </LinkButton>
        )}
      </Remedies>
      {(others.length > 0 || message !== undefined) && (
        <div class="administrator" data-testid="administrator">
          <h3>{words.administrator}</h3>
          <Remedies
            remedies={others.map(({ text, action }) => ({ text, ...(action ? { action } : {}) }))}
            auth={auth}
            primary={false}
            onAction={(action) => void page.remedy(action)}
          >
            {message !== undefined && (
              <Button testId="copy-message" onClick={() => void page.copyMessage()}>
                {page.handedOver.value === 'message' ? words.copied : words.copyMessage}
              </Button>
            )}
          </Remedies>
          {message !== undefined && (
            <Disclosure summary={words.showMessage} testId="message">
              <pre class="letter" dir="auto" tabIndex={0} aria-label={words.showMessage}>
                {message}
              </pre>
            </Disclosure>
          )}
        </div>
      )}
    </section>
  );
}
