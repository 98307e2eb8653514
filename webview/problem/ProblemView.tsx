import type { ComponentChildren } from 'preact';
import type { AuthMethod } from '../../src/model/authMethod';
import type { ExplainedProblem, RemedyAction } from '../../src/model/problem';
import { LinkButton } from '../ui/LinkButton';
import { Message } from '../ui/Message';
import { Remedies } from './Remedies';
import { ServerDetail } from './ServerDetail';

interface ProblemViewProps {
  problem: ExplainedProblem;
  auth: AuthMethod | undefined;
  onAction: (action: RemedyAction) => void;
  /** Further buttons. */
  children?: ComponentChildren;
}

/** A failure in plain words: what happened, what was found about it, what to do, and last and folded what the server said. */
export function ProblemView(props: ProblemViewProps) {
  const { problem } = props;
  const { evidence = [], documentation } = problem;
  // Refused by the person's own setting, before anything was sent: nothing is broken.
  const kind = problem.code === 'connection.readOnly' ? 'warning' : 'error';
  return (
    <Message kind={kind} testId="problem">
      <h2 data-testid="problem-title">{problem.title}</h2>
      <div data-testid="problem-sentence" dir="auto">
        {problem.sentence}
      </div>
      {evidence.length > 0 && (
        <ul data-testid="problem-evidence">
          {evidence.map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <Remedies remedies={problem.remedies} auth={props.auth} onAction={props.onAction}>
        {props.children}
        {documentation && (
          <LinkButton
            testId="documentation"
            title={documentation}
            onClick={() => props.onAction({ kind: 'openExternal', url: documentation })}
          >
            Documentation
          </LinkButton>
        )}
      </Remedies>
      {problem.server && <ServerDetail server={problem.server} />}
    </Message>
  );
}
