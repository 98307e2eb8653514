import type { ComponentChildren } from 'preact';
import type { AuthMethod } from '../../src/model/authMethod';
import type { ExplainedProblem, RemedyAction } from '../../src/model/problem';
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

/** A failure in plain words: what happened, what to do, and last and folded what the server said. */
export function ProblemView(props: ProblemViewProps) {
  const { problem } = props;
  // Refused by the person's own setting, before anything was sent: nothing is broken.
  const kind = problem.code === 'connection.readOnly' ? 'warning' : 'error';
  return (
    <Message kind={kind} testId="problem">
      <h2 data-testid="problem-title">{problem.title}</h2>
      <div data-testid="problem-sentence">{problem.sentence}</div>
      <Remedies remedies={problem.remedies} auth={props.auth} onAction={props.onAction}>
        {props.children}
      </Remedies>
      {problem.server && <ServerDetail server={problem.server} />}
    </Message>
  );
}
