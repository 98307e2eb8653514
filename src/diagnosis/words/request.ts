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
  ['route', 'the route'],
  ['path', 'the path'],
  ['query', 'the query'],
  ['headers', 'the headers'],
  ['body', 'the body'],
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
      const method = told.text('method') || 'This method';
      if (reason === 'noRecords') {
        return `${method} works on records, and none are named: JSON-2 would change nothing and say that all is well. Nothing was sent.`;
      }
      if (reason === 'perhapsNoRecords') {
        return `It is not known here whether ${method} works on records. If it does, JSON-2 would change nothing without them and say that all is well. Nothing was sent.`;
      }
      if (/^[^\n]* [^\n]*\.$/.test(reason)) return reason;
      return `${sentenceCase(part(told))} is missing or not usable. Nothing was sent.`;
    },
    remedies: (told) => {
      const reason = told.text('reason');
      if (reason === 'noRecords' || reason === 'perhapsNoRecords') {
        return [
          remedy('Name the records: their ids as the first argument, or as ids among the named arguments.'),
          ...(reason === 'perhapsNoRecords'
            ? [remedy('A method of the model itself takes none: write ids as an empty list, [].')]
            : []),
        ];
      }
      return reason === 'named'
        ? [
            remedy(
              'Move the arguments to the named arguments, each under its name in Odoo; record ids are called ids.',
            ),
            edit('Or use JSON-RPC, which takes them by position.', 'signIn'),
          ]
        : [];
    },
  },
  'request.wrongProtocol': {
    title: 'This request cannot travel this way',
    sentence: (told) => {
      const operation = told.text('operation');
      const rest = operation.startsWith('rest');
      if (!operation) return 'This way to sign in does not travel over this protocol. Nothing was sent.';
      if (told.text('protocol') === 'rest') {
        return 'This calls a method of an Odoo model, and the connection signs in to a REST module. Nothing was sent.';
      }
      if (operation === 'http') {
        return 'Any path needs a sign-in that travels with plain requests: a web session, JSON-2 or REST. Nothing was sent.';
      }
      return rest
        ? 'This calls a REST module, and the connection signs in to Odoo’s own API. Nothing was sent.'
        : 'This request and this way to sign in do not go together. Nothing was sent.';
    },
    remedies: () => [edit('Choose a way to sign in that fits.', 'signIn')],
  },
  'request.path': {
    title: 'Not a path of this server',
    sentence: (told) =>
      `${told.phrase('path', (path) => path, 'This')} is not a path below ${told.host}. Write it from the first slash on: /web/version. Nothing was sent.`,
    remedies: () => [],
  },
  'request.openApi': {
    title: 'The OpenAPI document cannot be used',
    sentence: (told) => `The OpenAPI document cannot be used${because(told)}`,
    remedies: () => [remedy('Give the address or file of an OpenAPI 3 document, in JSON or YAML.')],
  },
  'connection.incomplete': {
    title: 'The connection is not complete',
    sentence: (told) => {
      switch (told.text('part')) {
        case 'token':
          return told.text('reason') === 'body'
            ? 'What is to be sent for a token is no JSON. Nothing was sent.'
            : 'The connection does not say how to get a token. Nothing was sent.';
        case 'login':
          return 'A user name cannot hold a colon in basic authentication. Nothing was sent.';
        case 'oauth2':
          return 'The connection does not say where to get a token. Nothing was sent.';
        case 'header':
          return 'The connection does not say which header carries the key. Nothing was sent.';
        case 'rest':
          return 'The connection does not say where the REST module’s paths begin. Nothing was sent.';
        default:
          return 'Something this way to sign in needs is missing. Nothing was sent.';
      }
    },
    remedies: () => [edit('Complete the connection.', 'method')],
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
      told.text('phase') === 'body'
        ? `The answer stopped in the middle and did not go on${seconds(told)}, so the call was given up. The server may have finished it.`
        : `There was no answer${seconds(told)}, so the call was given up. The server may still finish what it had begun.`,
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
