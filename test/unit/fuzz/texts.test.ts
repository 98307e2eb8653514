import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { parseDomain } from '../../../src/domain/parse';
import { printDomain } from '../../../src/domain/print';
import { parseAddress } from '../../../src/odoo/address';
import { OdooError } from '../../../src/odoo/error';
import { httpProblem, pageWords, redirectFacts } from '../../../src/odoo/protocol/httpProblem';
import { lastException, serverError } from '../../../src/odoo/serverError';
import { parseRequestFile, printRequests } from '../../../src/requests/file';
import { fuzz } from './fuzz';
import type { Random } from './random';
import { anyBytes, anyJson, anyText, hostileTexts, mutated } from './texts';

const anything = (random: Random): string => random.pick([anyText(random), anyBytes(random)]);

describe('parseDomain', () => {
  const condition = (random: Random): Json => [
    random.pick(['name', 'country_id.code', '__proto__']),
    random.pick(['=', '!=', 'ilike', 'in', '<=']),
    random.pick<Json>([
      [anyText(random, 4), 1, null],
      [true, 0.5],
    ]),
  ];
  const domainText = (random: Random): string => {
    const terms = ['&', '|', '!']
      .slice(0, random.below(4))
      .flatMap((operator) => [operator, condition(random)]);
    return printDomain([...terms, condition(random), condition(random)], random.pick(['python', 'json']));
  };

  function check(text: string): void {
    const parsed = parseDomain(text);
    if (parsed.ok) {
      expect(parseDomain(printDomain(parsed.domain, 'python')), text).toEqual(parsed);
      return;
    }
    expect(parsed.message, text).not.toBe('');
    expect(parsed.position, text).toBeGreaterThanOrEqual(0);
    expect(parsed.position, text).toBeLessThanOrEqual(text.length);
  }

  fuzz('reads a domain or says where it is wrong', (random) => {
    const text = domainText(random);
    expect(parseDomain(text).ok, text).toBe(true);
    for (const other of [mutated(text, random), anything(random)]) check(other);
  });

  fuzz('never takes a part for the whole', (random) => {
    const text = domainText(random);
    const part = text.slice(0, 1 + random.below(text.length - 1));
    expect(parseDomain(part).ok, part).toBe(false);
  });

  it.each(hostileTexts)('gives its answer to %s', (_name, text) => {
    check(text);
  });
});

describe('parseRequestFile', () => {
  const fileText = (random: Random): string =>
    printRequests(
      random
        .some(3, (index) => ({
          name: `Request ${index} ${anyText(random, 2).replace(/[^\w <>:#&*-]/g, '')}`.trim(),
          request: {
            operation: 'create' as const,
            model: 'res.partner',
            values: { name: anyText(random, 5), comment: anyJson(random) },
          },
        }))
        .map((request) => JSON.parse(JSON.stringify(request)) as typeof request),
    );

  function check(text: string): void {
    const { requests, problems } = parseRequestFile(text);
    for (const { line } of [...requests, ...problems]) {
      expect(line, text).toBeGreaterThanOrEqual(1);
      expect(line, text).toBeLessThanOrEqual(text.split('\n').length);
    }
    for (const { message } of problems) expect(message, text).not.toBe('');
  }

  fuzz('reads a file or says where it is wrong', (random) => {
    for (const text of [
      mutated(fileText(random), random),
      anything(random),
      mutated(`name: a\nrequest:\n${anyText(random)}`, random),
    ])
      check(text);
  });

  // The YAML library takes its time for every sign, so these are shorter.
  it.each(hostileTexts)('gives its answer to %s', (_name, text) => {
    const start = text.slice(0, 12_000);
    check(start);
    check(`name: a\nrequest: ${start}`);
  });
});

describe('parseAddress', () => {
  function check(text: string): void {
    try {
      const { url } = parseAddress(text);
      expect(url, text).toMatch(/^https?:\/\/[^/]/);
      expect(parseAddress(url).url, text).toBe(url);
    } catch (error) {
      if (!(error instanceof OdooError)) throw error;
      expect(error.code).toMatch(/^address\./);
    }
  }

  fuzz('reads an address to one that it reads alike, or says that it is none', (random) => {
    const address = `${random.pick(['', 'http://', 'https://', 'ftp://', '//'])}${random.pick(['erp.example.com', 'localhost', '[::1]', '10.0.0.1', 'odoo', anyText(random, 3)])}${random.pick(['', ':8069', ':x', ':99999'])}${random.pick(['', '/', '/web/login', '/base/path//', '/odoo/action-1', anyText(random, 3)])}${random.pick(['', '?db=a', '#b', anyText(random, 3)])}`;
    for (const text of [address, mutated(address, random), anything(random)]) check(text);
  });

  it.each(hostileTexts)('gives its answer to %s', (_name, text) => {
    check(text);
    check(`http://localhost/${text}`);
  });
});

describe('what a server says', () => {
  const asked = 'https://erp.example.com/xmlrpc/2/object';

  function check(text: string): void {
    expect(pageWords(text).length).toBeLessThanOrEqual(120);
    expect(redirectFacts(text, asked)).toHaveProperty('location');
    const last = lastException(text);
    if (last) expect(text).toContain(last.name);
    expect(serverError({ name: last?.name ?? 'UserError', message: text, debug: text })).toBeInstanceOf(
      OdooError,
    );
    for (const status of [200, 302, 404, 500]) {
      const headers = { 'content-type': 'text/html', location: text };
      const problem = httpProblem({ status, headers, body: text, bytes: text.length }, asked);
      expect(problem).toBeInstanceOf(OdooError);
    }
  }

  fuzz('is explained, whatever it says', (random) => {
    const traceback = `Traceback (most recent call last):\n  File "a.py", line 1\n${anyText(random, 5)}\nodoo.exceptions.UserError: ${anyText(random)}`;
    const page = `<!doctype html><title>${anyText(random, 3)}</title><script>${anyText(random)}</script><p>${anyText(random)}`;
    for (const text of [traceback, mutated(traceback, random), page, mutated(page, random), anything(random)])
      check(text);
  });

  it.each(hostileTexts)('is explained where it is %s', (_name, text) => {
    check(text);
    const start = text.slice(0, 50_000);
    for (const name of [
      'AccessError',
      'ValueError',
      'OperationalError',
      'TypeError',
      'NotFound',
      'AccessDenied',
      'AssertionError',
    ]) {
      for (const words of [
        start,
        `(${start}`,
        `Invalid field '${start}`,
        `database "${start}`,
        `such as '${start}`,
      ]) {
        expect(serverError({ name, message: words })).toBeInstanceOf(OdooError);
      }
    }
  });
});
