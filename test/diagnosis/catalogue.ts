import type { Certainty, Diagnosis, ProbeName } from '../../src/model/diagnosis';
import type { ProblemCode } from '../../src/model/problem';

/**
 * What a failure is reproduced on. `recorded`: nothing that the product sends can bring it about; what a server answers to others was
 * recorded and is read by the product's decoder.
 */
export const grounds = ['sandbox', '14', '19', 'nginx', 'openssl', 'network', 'sockets', 'recorded'] as const;
export type Ground = (typeof grounds)[number];

export const groundNames: Record<Ground, string> = {
  sandbox: 'sandbox',
  '14': 'real Odoo 14',
  '19': 'real Odoo 19',
  nginx: 'nginx',
  openssl: 'openssl certificate',
  network: 'network namespace',
  sockets: 'sockets',
  recorded: 'recorded answer',
};

/** What the diagnosis must say. */
export interface Expected {
  code: ProblemCode;
  certainty: Certainty;
  /** The check it was found in; without it the failed call tells, or it is a note. */
  at?: ProbeName;
  /** It is no cause: the sign-in works and this is worth knowing beside it. */
  note?: true;
  /** Nothing that may be asked tells it from another cause, so that it stands among the other causes. */
  amongOthers?: true;
}

/** One way to bring a failure about. */
export interface Reproduction {
  on: Ground;
  /** What stands between, or goes wrong, in a few words: "fault cooldown", "nginx in front". */
  how: string;
  /** Where this ground lets more or less be known than the others. */
  expected?: Expected;
  run: () => Promise<Diagnosis>;
}

/** One of the failures that a client can meet. */
export interface Row {
  number: number;
  /** In our own words. */
  failure: string;
  expected: Expected;
  reproductions: Reproduction[];
}

/** One reproduction that ran, for the table. */
export interface Ran {
  number: number;
  failure: string;
  cause: string;
  certainty: string;
  how: string;
}

export const lastRow = 66;

/** "real Odoo 19, nginx in front" */
export function nameOf({ on, how }: Reproduction): string {
  return how ? `${groundNames[on]}, ${how}` : groundNames[on];
}

/** What is found out by signing in. */
export const bySignIn = (code: Expected['code'], certainty: Expected['certainty']): Expected => ({
  code,
  certainty,
  at: 'signIn',
});
