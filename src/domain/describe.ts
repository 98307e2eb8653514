import type { Json } from '../model/json';
import type { DomainSyntax } from './print';

/** A range of the text, counted as editors count (UTF-16); `to` is where it has ended. */
export interface Span {
  from: number;
  to: number;
}

/** One of a condition's three parts as it is typed, quotes included. */
export interface DescribedPart extends Span {
  /** What it says; undefined where it cannot be read yet, such as a string that is not closed. */
  value: Json | undefined;
  /** As it is typed. */
  text: string;
}

/** A condition with what there is of its parts; while it is being typed some are missing. */
export interface DescribedCondition extends Span {
  field?: DescribedPart;
  operator?: DescribedPart;
  value?: DescribedPart;
  /** How many parts it has; three once it is complete. */
  parts: number;
  /** The fields of the `any` conditions around it, outermost first; empty at the top. */
  within: string[];
  /** The index, in `conditions`, of the condition whose `any` it stands in. */
  parent?: number;
}

export interface DescribedText {
  syntax: DomainSyntax;
  /** The domain, where the whole text can be read. */
  domain: Json[] | undefined;
  /** Why it cannot be read. */
  error?: { message: string } & Span;
  /** In the order they are typed; a condition with `any` comes before the ones in it. */
  conditions: DescribedCondition[];
  /** The prefix operators &, | and !. */
  operators: ({ operator: string } & Span)[];
}
