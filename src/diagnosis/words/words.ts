import type { Problem, ProblemFacts, Remedy, RemedyAction, ServerDetail } from '../../model/problem';

/** How one problem code reads. Every function copes with absent facts: whoever found the problem may not have known them. */
export interface Words {
  title: string | ((told: Told) => string);
  sentence: (told: Told) => string;
  remedies: (told: Told) => Remedy[];
}

/** A problem's facts, read without trusting that they are there. */
export class Told {
  readonly #facts: ProblemFacts;
  readonly server: ServerDetail | undefined;

  constructor(problem: Problem) {
    this.#facts = problem.facts;
    this.server = problem.server;
  }

  /** A fact as text; empty when it is absent. */
  text(name: string): string {
    const value = this.#facts[name];
    return value === undefined ? '' : String(value);
  }

  is(name: string): boolean {
    return this.#facts[name] === true;
  }

  /** A fact in quotation marks with words around it, or other words when it is absent: `phrase('database', (d) => `called ${d}`, '')`. */
  phrase(name: string, present: (quoted: string) => string, absent: string): string {
    const value = this.text(name);
    return value ? present(quote(value)) : absent;
  }

  /** The server's host, or "the server". */
  get host(): string {
    return this.text('host') || 'the server';
  }

  /** "port 8069 of erp.example.com", as far as it is known. */
  get place(): string {
    const port = this.text('port');
    return port ? `port ${port} of ${this.host}` : this.host;
  }

  /** Says that the place is a proxy, where it is one. */
  get proxyNote(): string {
    const through = this.text('through');
    return through ? ` This is the proxy on the way to ${through}.` : '';
  }

  /** The same host and port under another scheme, when both are known. */
  address(scheme: 'http' | 'https'): string | undefined {
    const host = this.text('host');
    if (!host) return undefined;
    const port = this.text('port');
    const standard = port === '' || port === (scheme === 'https' ? '443' : '80');
    return `${scheme}://${host}${standard ? '' : `:${port}`}`;
  }

  /** The first line of what the server said, at most 200 characters. */
  get said(): string {
    const line = (this.server?.message ?? '').split('\n').find((one) => one.trim()) ?? '';
    const text = line.trim();
    return text.length > 200 ? `${text.slice(0, 199)}…` : text;
  }
}

export function quote(text: string): string {
  return `“${text}”`;
}

/** Words at the start of a sentence: "The server", "Port 8069 of …". A host name stays as it is. */
export function sentenceCase(text: string): string {
  return /^(the|a|port) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

export function remedy(text: string, action?: RemedyAction): Remedy {
  return action ? { text, action } : { text };
}

/** A remedy that only an administrator of the server can carry out. */
export function ask(text: string): Remedy {
  return { text, forAdministrator: true };
}

type Step = Extract<RemedyAction, { kind: 'editConnection' }>['step'];

export function edit(text: string, step: Exclude<Step, undefined>): Remedy {
  return { text, action: { kind: 'editConnection', step } };
}

export function useAddress(text: string, url: string | undefined): Remedy[] {
  return url ? [{ text, action: { kind: 'useAddress', url } }] : [];
}

/** Where people make an API key, in Odoo's own words (14–19). */
export const makeKey =
  'In Odoo: your name, top right, then Preferences, Account Security, New API Key. Choose how long it lasts: from Odoo 18 on the default is one day.';
