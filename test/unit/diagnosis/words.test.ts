import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { explain } from '../../../src/diagnosis/explain';
import { questionWords } from '../../../src/diagnosis/words/questions';
import { translateWith } from '../../../src/diagnosis/words/translate';
import type { About } from '../../../src/diagnosis/words/words';
import { questionIds } from '../../../src/model/diagnosis';
import type { ExplainedProblem, Problem } from '../../../src/model/problem';
import { everyFact, everyProblem } from './everyProblem';

const abouts: About[] = [
  {},
  { address: 'https://erp.example.com', database: 'acme', login: 'admin', version: '19.0' },
];
const problems = everyProblem();
const asTheyStand = everyExplanation();

type Places = Record<string, string | number>;

function fill(message: string, places: Places): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

/** Everything that words say about a problem. */
function texts(explained: ExplainedProblem): string[] {
  return [
    explained.title,
    explained.sentence,
    ...explained.remedies.map((remedy) => remedy.text),
    ...(explained.message ? [explained.message] : []),
  ];
}

/** Every way that problems are explained in the language of the moment, each once. */
function everyExplanation(): ExplainedProblem[] {
  const found = new Map<string, ExplainedProblem>();
  problems.forEach((problem, index) => {
    const explained = explain(problem, abouts[index % abouts.length]);
    found.set([problem.code, ...texts(explained)].join('\n'), explained);
  });
  return [...found.values()];
}

/** Texts that a rule finds fault with: a few, so that a failing test can be read. */
function offending(rule: (explained: ExplainedProblem) => string[], among = asTheyStand): string[] {
  const found = among.flatMap((explained) => rule(explained).map((text) => `${explained.code}: ${text}`));
  return [...new Set(found)].slice(0, 40);
}

/** A text without what a server, a file or a person wrote in it. */
function ownWords(text: string): string {
  return text.replace(/“[^”]*”/g, '“…”');
}

afterEach(() => translateWith(fill));

describe('the words under another language', () => {
  it('are whole translated messages, one after the other, and nothing else', () => {
    translateWith((message, places) => `⟦${fill(message, places)}⟧`);
    expect(
      offending(
        (explained) => texts(explained).filter((text) => !/^(⟦[^⟦⟧]+⟧\s*)+$/.test(text)),
        everyExplanation(),
      ),
    ).toEqual([]);
  });

  it('are asked for in the messages that stand in the source, never in ones put together', () => {
    const messages = new Set<string>();
    translateWith((message, places) => {
      messages.add(message);
      return fill(message, places);
    });
    for (const problem of problems) explain(problem);
    for (const id of questionIds) questionWords(id, { login: 'admin' });
    const folder = path.resolve(import.meta.dirname, '../../../src/diagnosis');
    const files = readdirSync(path.join(folder, 'words')).map((name) => path.join('words', name));
    const source = [...files, 'explain.ts']
      .map((name) => readFileSync(path.join(folder, name), 'utf8'))
      .join('\n');
    expect([...messages].filter((message) => !source.includes(`'${message}'`))).toEqual([]);
    expect(messages.size).toBeGreaterThan(500);
  });

  it('fill every place, whatever is known', () => {
    const unfilled = new Set<string>();
    translateWith((message, places) => {
      const text = fill(message, places);
      if (/\{\w+\}/.test(text)) unfilled.add(message);
      if (Object.values(places).includes('')) unfilled.add(message);
      return text;
    });
    for (const problem of problems) explain(problem);
    for (const id of questionIds) questionWords(id);
    expect([...unfilled]).toEqual([]);
  });
});

describe('the words as they stand', () => {
  it('begin a title with a capital and end it without a full stop', () => {
    expect(
      offending(({ title }) => (/^\p{Lu}.*[^.!?]$/u.test(title) && title.length <= 60 ? [] : [title])),
    ).toEqual([]);
  });

  it('say what a failure means in at most two sentences', () => {
    const long = offending(({ sentence }) => {
      const sentences = ownWords(sentence).split(/[.?…](?:”)?\s+(?=[\p{Lu}“/])/u).length;
      return sentences > 2 ? [sentence] : [];
    });
    expect(long).toEqual([]);
  });

  it('end every sentence and remedy with a full stop, or with the mark of the words they quote', () => {
    const open = offending((explained) =>
      [explained.sentence, ...explained.remedies.map((remedy) => remedy.text)].filter(
        (text) => !/[.…]$|[.!?…]”$/.test(text),
      ),
    );
    expect(open).toEqual([]);
  });

  it('are calm, American and plain, without jargon of their makers', () => {
    const words =
      /!|\bplease\b|\boops\b|\bsorry\b|\blog(ged|ging)? in\b|\blogin failed\b|\bdoors?\b|behaviour|authoris|recognis|\bcolour/i;
    expect(offending((explained) => texts(explained).filter((text) => words.test(ownWords(text))))).toEqual(
      [],
    );
  });

  it('leave no hole, no double space and no stack trace', () => {
    const holes = /undefined|null|NaN|\[object|\(\)|“”|\.\.|Traceback|File "|\bat .*:\d+:\d+/;
    const loose = / [.,;:]| {2}/;
    expect(
      offending((explained) => [
        ...texts(explained).filter((text) => holes.test(text)),
        ...[explained.title, explained.sentence, ...explained.remedies.map(({ text }) => text)].filter(
          (text) => loose.test(ownWords(text)),
        ),
      ]),
    ).toEqual([]);
  });

  it('never offer the same remedy twice', () => {
    expect(
      offending(({ remedies }) => {
        const said = remedies.map(({ text }) => text);
        return said.filter((text, index) => said.indexOf(text) !== index);
      }),
    ).toEqual([]);
  });

  it('document a failure at Odoo’s, nginx’s or GitHub’s own address', () => {
    const known =
      /^https:\/\/(www\.odoo\.com\/documentation\/19\.0\/|nginx\.org\/en\/docs\/|github\.com\/odoo\/odoo\/issues\/\d+$)/;
    expect(
      offending(({ documentation }) => (!documentation || known.test(documentation) ? [] : [documentation])),
    ).toEqual([]);
  });
});

describe('the message to an administrator', () => {
  const about: About = {
    address: 'https://erp.example.com',
    database: 'acme',
    login: 'admin',
    version: '19.0',
  };

  it('greets, says what was seen and what would help, and thanks', () => {
    expect(
      offending(({ message }) =>
        message === undefined || /^Hello,\n\n.+\n\nThis would help: .+\n\nThank you\.$/s.test(message)
          ? []
          : [message],
      ),
    ).toEqual([]);
  });

  it('is there where a remedy is for the administrator of a server that answers as Odoo', () => {
    const without = new Set<string>();
    for (const code of [
      'http.gateway',
      'http.botFilter',
      'database.hidden',
      'protocol.rpcNotLoaded',
      'signIn.archived',
      'server.databaseDown',
    ] as const) {
      const { message, remedies } = explain({ code, facts: {} }, about);
      if (!message || !remedies.some((remedy) => remedy.forAdministrator)) without.add(code);
    }
    expect([...without]).toEqual([]);
  });

  it('can be sent as it is: address, database, login, what was seen, and the lines to change', () => {
    const problem: Problem = {
      code: 'http.gateway',
      facts: { status: 504, host: 'erp.example.com', serverName: 'nginx/1.22.1' },
    };
    expect(explain(problem, about).message).toBe(
      [
        'Hello,',
        '',
        'I want to use Odoo’s API, and it does not work yet. The web server in front of Odoo gets no answer from it (HTTP 504).',
        '',
        'Address: https://erp.example.com',
        'Database: acme',
        'Login: admin',
        'Odoo’s version: 19.0',
        'HTTP status: 504',
        'Answered by: nginx/1.22.1',
        '',
        'This would help: Look whether Odoo ended the call (limit_time_real in its configuration, 120 s by default), and give long calls more time. In nginx:',
        '',
        '    proxy_read_timeout 720s;',
        '    proxy_send_timeout 720s;',
        '',
        'Thank you.',
      ].join('\n'),
    );
  });

  it('asks nothing of the administrator about a proxy on this side', () => {
    expect(
      explain({ code: 'http.gateway', facts: { ...everyFact, reason: 'proxy' } }).message,
    ).toBeUndefined();
  });
});

describe('the questions that need leave', () => {
  it('say on their button what is done, what it tells and what it costs', () => {
    expect(questionWords('session', { login: 'admin' })).toEqual({
      id: 'session',
      title: 'Sign in once as the web page does',
      tells:
        'Over a web session Odoo says whether the password is right and the account asks for a second code, or whether the login or password is wrong.',
      cost: 'It counts as one sign-in of “admin”; Odoo may send the user an e-mail about a new device, and an administrator’s sign-in rewrites web.base.url unless web.base.url.freeze is set.',
    });
    for (const id of questionIds) {
      const { title, tells, cost } = questionWords(id);
      expect(title).toMatch(/^\p{Lu}.*[^.]$/u);
      expect([tells, cost].filter((text) => !/^\p{Lu}.*\.$/u.test(text))).toEqual([]);
    }
  });
});
