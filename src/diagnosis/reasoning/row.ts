import type { Certainty, QuestionId } from '../../model/diagnosis';
import type { Problem, ProblemCode, ProblemFacts, Remedy } from '../../model/problem';
import type { Inquiry } from '../inquiry';

/** Everything the checks saw, with the answer that stopped them, or that the failed call got. */
export interface Seen {
  readonly inquiry: Readonly<Inquiry>;
  /** The answer to be explained. */
  readonly problem: Problem;
}

/** What one line of reasoning makes of what was seen. */
export type Opinion =
  | {
      fits: Certainty;
      /** What speaks for it, strongest first. */
      evidence: string[];
      /** What speaks against it. */
      against?: string[];
      /** What its words are filled with, beside the answer's own facts. */
      facts?: ProblemFacts;
      /** Better remedies than the words' own, which follow them. */
      remedies?: Remedy[];
    }
  | {
      /** Ruled out: why, in one sentence. */
      excluded: string;
    };

/** One line of reasoning: an answer that a server gives for several reasons, one of these reasons, and when it is the one. */
export interface Row {
  /** The answers that it may be behind. */
  answers: readonly ProblemCode[];
  cause: ProblemCode;
  /** What to make of it; nothing where it has no bearing, as on versions that do not have it. */
  opinion: (seen: Seen) => Opinion | undefined;
  /** Questions that would decide it, as long as it is not certain. */
  decidedBy?: readonly QuestionId[];
}
