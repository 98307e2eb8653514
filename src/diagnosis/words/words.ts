import * as v from 'valibot';
import { AuthMethodSchema, type AuthMethod, type Protocol } from '../../model/authMethod';
import type { Problem, ProblemFacts, Remedy, RemedyAction, ServerDetail } from '../../model/problem';
import { t } from './translate';

/** How one problem code reads. Every function copes with absent facts: whoever found the problem may not have known them. */
export interface Words {
  /** A short name, without a full stop. */
  title: (told: Told) => string;
  /** What it means, in at most two sentences. */
  sentence: (told: Told) => string;
  remedies: (told: Told) => Remedy[];
  /** For the server's administrator, by letter(); empty where they have nothing to do. */
  message?: (told: Told) => string;
  /** The page that documents it. */
  documentation?: (told: Told) => string | undefined;
}

/** What is known of the connection, for the message to its administrator. */
export interface About {
  /** The connection's address, without a secret. */
  address?: string;
  database?: string;
  login?: string;
  /** The server's version as it writes it. */
  version?: string;
}

/** A problem's facts, read without trusting that they are there. */
export class Told {
  readonly #problem: Problem;
  readonly #more: ProblemFacts;
  readonly about: About;

  /** @param more facts that go before the problem's own */
  constructor(problem: Problem, about: About = {}, more: ProblemFacts = {}) {
    this.#problem = problem;
    this.#more = more;
    this.about = about;
  }

  get server(): ServerDetail | undefined {
    return this.#problem.server;
  }

  /** A fact as text; empty when it is absent. */
  text(name: string): string {
    return String(this.#fact(name) ?? '');
  }

  is(name: string): boolean {
    return this.#fact(name) === true;
  }

  /** A fact that is a number; undefined when it is absent or something else. */
  number(name: string): number | undefined {
    const text = this.text(name);
    const value = Number(text);
    return text !== '' && Number.isFinite(value) ? value : undefined;
  }

  /** The same problem with more facts, for sentences whose places are worked out first. */
  with(facts: ProblemFacts): Told {
    return new Told(this.#problem, this.about, { ...this.#more, ...facts });
  }

  #fact(name: string): ProblemFacts[string] | undefined {
    return this.#more[name] ?? this.#problem.facts[name];
  }

  /**
   * The first of these messages whose {places} are all known, filled. A message that names fewer facts comes after one that names
   * more, and the last one names none: a sentence is never put together from parts.
   */
  say(...messages: [string, ...string[]]): string {
    const message = messages.find((one) => this.#knows(one)) ?? messages[messages.length - 1] ?? '';
    return t(message, this.#places(message));
  }

  /** A sentence that is left out where a fact it names is not known. */
  perhaps(message: string): string {
    return this.#knows(message) ? this.say(message) : '';
  }

  #knows(message: string): boolean {
    return Object.values(this.#places(message)).every((value) => value !== '');
  }

  #places(message: string): Record<string, string> {
    const names = [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    return Object.fromEntries(names.map((name) => [name, name === 'said' ? this.said : this.text(name)]));
  }

  /** The same host and port under another scheme, when both are known. */
  address(scheme: 'http' | 'https'): string | undefined {
    const host = this.text('host');
    if (!host) return undefined;
    const port = this.text('port');
    const standard = port === '' || port === (scheme === 'https' ? '443' : '80') || /:\d+$/.test(host);
    return `${scheme}://${host}${standard ? '' : `:${port}`}`;
  }

  /** The first line of what the server said, at most 200 characters, ended as a sentence; empty where it said nothing. */
  get said(): string {
    const line = (this.server?.message ?? '').split('\n').find((one) => one.trim()) ?? '';
    const text = line.trim();
    return ended(text.length > 200 ? `${text.slice(0, 199)}…` : text);
  }
}

/** Words of somebody else as a sentence: with a full stop, unless they have a mark of their own. */
export function ended(text: string): string {
  return text === '' || /[.!?…。？！]$/u.test(text) ? text : `${text.replace(/[,;:]$/, '')}.`;
}

/** Sentences one after the other; empty ones are left out. */
export function join(...sentences: string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
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

export function useSignIn(text: string, auth: AuthMethod, protocol: Protocol): Remedy {
  return { text, action: { kind: 'useSignIn', signIn: { auth, protocol } } };
}

/** The connection's own proof over another protocol, where the facts say which one it is; otherwise to be chosen. */
export function useProtocol(told: Told, text: string, protocol: Protocol): Remedy {
  const auth = told.text('auth');
  return v.is(AuthMethodSchema, auth) ? useSignIn(text, auth, protocol) : edit(text, 'signIn');
}

/** The server's major version: 18 for "18.0" and for "saas~18.2"; 0 where it is not known. */
export function major(told: Told): number {
  const version = told.text('version') || (told.about.version ?? '');
  return Number(/\d+/.exec(version)?.[0] ?? 0);
}

/** Where people make an API key, in Odoo's own words (14–19). */
export function keySteps(): string {
  return t(
    'In Odoo: your name, top right, then Preferences, Account Security, New API Key. Choose how long it lasts: from Odoo 18 on the default is one day.',
  );
}

/** Making a key, with Odoo's page for it where its address is known, and entering it. */
export function newKey(told: Told): Remedy[] {
  const url = told.text('keyPage');
  return [
    remedy(keySteps(), url ? { kind: 'openExternal', url } : undefined),
    edit(t('Enter the API key here.'), 'signIn'),
  ];
}
