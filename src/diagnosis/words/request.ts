import type { ProblemCode } from '../../model/problem';
import { edit, quote, remedy, sentenceCase, type Told, type Words } from './words';

type RequestCode = Extract<ProblemCode, `${'request' | 'connection' | 'call'}.${string}` | 'internal'>;

/** What the parts of a request are called on the page and in the terminal. */
const parts = new Map([
  ['model', 'the model'],
  ['method', 'the method'],
  ['ids', 'the record ids'],
  ['limit', 'the limit'],
  ['offset', 'the offset'],
  ['values', 'the values'],
  ['args', 'the arguments'],
  ['kwargs', 'the named arguments'],
  ['context', 'the context'],
]);

function part(told: Told): string {
  return parts.get(told.text('part')) ?? (told.text('part') ? quote(told.text('part')) : 'a part');
}

/** Where text stops making sense; positions count from 0 in the facts and from 1 for people. */
function at(told: Told): string {
  const [line, column, position] = [told.text('line'), told.text('column'), told.text('position')];
  if (line) return ` (line ${line}${column ? `, column ${column}` : ''})`;
  return position ? ` (character ${Number(position) + 1})` : '';
}

function because(told: Told): string {
  const reason = told.text('reason').split('\n')[0] ?? '';
  if (!reason) return '.';
  return `: ${reason}${/[.!?…]$/.test(reason) ? '' : '.'}`;
}

function seconds(told: Told): string {
  const value = told.text('seconds');
  return value ? ` after ${value} s` : '';
}

/** What keeps a request from being sent, or ends it early on this side. */
export const requestWords: Record<RequestCode, Words> = {
  'request.incomplete': {
    title: 'The request is not complete',
    sentence: (told) => {
      if (told.text('reason') === 'named') {
        const method = told.text('method');
        return `JSON-2 takes arguments by name only, and the names of ${method ? `${method}’s arguments` : 'these arguments'} are not known here. Nothing was sent.`;
      }
      const reason = told.text('reason');
      if (/^[^\n]* [^\n]*\.$/.test(reason)) return reason;
      return `${sentenceCase(part(told))} is missing or not usable. Nothing was sent.`;
    },
    remedies: (told) =>
      told.text('reason') === 'named'
        ? [
            remedy(
              'Move the arguments to the named arguments, each under its name in Odoo; record ids are called ids.',
            ),
            edit('Or use JSON-RPC, which takes them by position.', 'signIn'),
          ]
        : [],
  },
  'request.domain': {
    title: 'The domain cannot be read',
    sentence: (told) => `The domain cannot be read${at(told)}${because(told)}`,
    remedies: () => [remedy('Write it as in Odoo, [("name", "ilike", "azure")], or as JSON.')],
  },
  'request.json': {
    title: 'Not valid JSON',
    sentence: (told) => `${sentenceCase(part(told))}: this is not valid JSON${at(told)}${because(told)}`,
    remedies: () => [],
  },
  'request.file': {
    title: 'The request file cannot be used',
    sentence: (told) => {
      const file = told.phrase('file', (name) => `The file ${name}`, 'The file');
      switch (told.text('reason')) {
        case 'unreadable':
          return `${file} cannot be read.`;
        case 'unwritable':
          return `${file} cannot be written.`;
        default:
          return `${file} cannot be used${at(told)}${because(told)}`;
      }
    },
    remedies: () => [],
  },
  'connection.readOnly': {
    title: 'The connection is read-only',
    sentence: (told) =>
      `${told.text('connection') || 'The connection'} is marked read-only, so nothing was sent.`,
    remedies: () => [
      remedy('Take the mark off the connection if it should write.', { kind: 'editConnection' }),
    ],
  },
  'connection.notFound': {
    title: 'No such connection',
    sentence: (told) =>
      told.phrase(
        'connection',
        (name) => `There is no connection called ${name} here.`,
        'There is no such connection here. It may have been removed.',
      ),
    remedies: () => [remedy('Add a connection of this name, or choose another one.')],
  },
  'call.cancelled': {
    title: 'Cancelled',
    sentence: (told) =>
      `Cancelled${seconds(told)}.${told.is('write') ? ' The server may still finish what it had begun.' : ''}`,
    remedies: () => [],
  },
  'call.timeout': {
    title: 'No answer in time',
    sentence: (told) =>
      `There was no answer${seconds(told)}, so the call was given up. The server may still finish what it had begun.`,
    remedies: () => [
      remedy('Ask for less at once: fewer records or fewer fields.'),
      remedy('Allow more time where the call needs it.', {
        kind: 'openSettings',
        query: 'odoo.requestTimeout',
      }),
    ],
  },
  'call.declined': {
    title: 'Not sent',
    sentence: (told) =>
      `${told.phrase('connection', (name) => `${name} is marked as production and the write was not confirmed`, 'The write was not confirmed')}, so nothing was sent.`,
    remedies: () => [],
  },
  internal: {
    title: 'An error of this tool',
    sentence: (told) => `Odoo API Explorer met an error of its own${because(told)}`,
    remedies: () => [remedy('Try again. If it stays, report it with what you did before.')],
  },
};
