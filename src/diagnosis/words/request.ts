import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import { ask, edit, ended, join, remedy, useProtocol, type Told, type Words } from './words';

type RequestCode = Extract<ProblemCode, `${'request' | 'call'}.${string}` | 'internal'>;

/** What the parts of a request are called on the page and in the terminal. */
const parts: Record<string, { missing: () => string; unreadable: () => string }> = {
  model: {
    missing: () => t('The model is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The model cannot be read as JSON.'),
  },
  method: {
    missing: () => t('The method is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The method cannot be read as JSON.'),
  },
  ids: {
    missing: () => t('The record ids are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The record ids cannot be read as JSON.'),
  },
  fields: {
    missing: () => t('The fields are missing. Nothing was sent.'),
    unreadable: () => t('The fields cannot be read.'),
  },
  rows: {
    missing: () => t('The rows are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The rows cannot be read as JSON.'),
  },
  limit: {
    missing: () => t('The limit is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The limit cannot be read as JSON.'),
  },
  offset: {
    missing: () => t('The offset is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The offset cannot be read as JSON.'),
  },
  values: {
    missing: () => t('The values are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The values cannot be read as JSON.'),
  },
  args: {
    missing: () => t('The arguments are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The arguments cannot be read as JSON.'),
  },
  kwargs: {
    missing: () => t('The named arguments are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The named arguments cannot be read as JSON.'),
  },
  context: {
    missing: () => t('The context is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The context cannot be read as JSON.'),
  },
  route: {
    missing: () => t('The route is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The route cannot be read as JSON.'),
  },
  path: {
    missing: () => t('The path is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The path cannot be read as JSON.'),
  },
  query: {
    missing: () => t('The query is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The query cannot be read as JSON.'),
  },
  headers: {
    missing: () => t('The headers are missing or not usable. Nothing was sent.'),
    unreadable: () => t('The headers cannot be read as JSON.'),
  },
  body: {
    missing: () => t('The body is missing or not usable. Nothing was sent.'),
    unreadable: () => t('The body cannot be read as JSON.'),
  },
};

/** The first line of a reason that is given as a sentence. */
function because(told: Told): string {
  return ended(told.text('reason').split('\n')[0]?.trim() ?? '');
}

/** Where text stops making sense and why, as far as both are known. Positions count from 0 in the facts and from 1 for people. */
function whereAndWhy(told: Told): string {
  const position = told.number('position');
  const placed = told.with({
    reason: because(told),
    character: position === undefined ? '' : position + 1,
  });
  return (
    placed.perhaps('Line {line}, column {column}: {reason}') ||
    placed.perhaps('Line {line}: {reason}') ||
    placed.perhaps('Character {character}: {reason}') ||
    placed.perhaps('{reason}')
  );
}

function incomplete(told: Told): string {
  const reason = told.text('reason');
  switch (reason) {
    case 'named':
      return told.say(
        'JSON-2 takes arguments by name only, and the names of the arguments of {method} are not known here. Nothing was sent.',
        'JSON-2 takes arguments by name only, and the names of these arguments are not known here. Nothing was sent.',
      );
    case 'noRecords':
      return told.say(
        '“{method}” works on records, and none are named: JSON-2 would change nothing and say that all is well. Nothing was sent.',
        'This method works on records, and none are named: JSON-2 would change nothing and say that all is well. Nothing was sent.',
      );
    case 'perhapsNoRecords':
      return told.say(
        'It is not known here whether “{method}” works on records. If it does, JSON-2 would change nothing without them and say that all is well, so nothing was sent.',
        'It is not known here whether this method works on records. If it does, JSON-2 would change nothing without them and say that all is well, so nothing was sent.',
      );
    default:
      // Whoever refuses the request may say why in a sentence of its own.
      if (/^[^\n]* [^\n]*\.$/.test(reason)) return t('{reason}', { reason });
      return (
        parts[told.text('part')]?.missing() ??
        told.say(
          '“{part}” is missing or not usable. Nothing was sent.',
          'A part is missing or not usable. Nothing was sent.',
        )
      );
  }
}

/** What keeps a request from being sent, or ends it early on this side. */
export const requestWords: Record<RequestCode, Words> = {
  'request.incomplete': {
    title: () => t('The request is not complete'),
    sentence: incomplete,
    remedies: (told) => {
      const records = remedy(
        t('Name the records: their ids as the first argument, or as ids among the named arguments.'),
      );
      switch (told.text('reason')) {
        case 'noRecords':
          return [records];
        case 'perhapsNoRecords':
          return [
            records,
            remedy(t('A method of the model itself takes none: write ids as an empty list, [].')),
          ];
        case 'named':
          return [
            remedy(
              t(
                'Move the arguments to the named arguments, each under its name in Odoo; record ids are called ids.',
              ),
            ),
            useProtocol(told, t('Or use JSON-RPC, which takes them by position.'), 'jsonRpc'),
          ];
        default:
          return [];
      }
    },
  },
  'request.wrongProtocol': {
    title: () => t('This request cannot travel this way'),
    sentence: (told) => {
      const operation = told.text('operation');
      if (!operation) return t('This way to sign in does not travel over this protocol. Nothing was sent.');
      if (told.text('protocol') === 'rest') {
        return t(
          'This calls a method of an Odoo model, and the connection signs in to a REST module. Nothing was sent.',
        );
      }
      if (operation === 'http') {
        return t(
          'Any path needs a sign-in that travels with plain requests: a web session, JSON-2 or REST. Nothing was sent.',
        );
      }
      return operation.startsWith('rest')
        ? t('This calls a REST module, and the connection signs in to Odoo’s own API. Nothing was sent.')
        : t('This request and this way to sign in do not go together. Nothing was sent.');
    },
    remedies: () => [edit(t('Choose a way to sign in that fits.'), 'signIn')],
  },
  'request.path': {
    title: () => t('Not a path of this server'),
    sentence: (told) =>
      told.say(
        '“{path}” is not a path below {host}, so nothing was sent. Write it from the first slash on: /web/version.',
        '“{path}” is not a path of this server, so nothing was sent. Write it from the first slash on: /web/version.',
        'This is not a path of this server, so nothing was sent. Write it from the first slash on: /web/version.',
      ),
    remedies: () => [],
  },
  'request.openApi': {
    title: () => t('The OpenAPI document cannot be used'),
    sentence: (told) => join(t('The OpenAPI document cannot be used.'), whereAndWhy(told)),
    remedies: () => [remedy(t('Give the address or file of an OpenAPI 3 document, in JSON or YAML.'))],
  },
  'request.domain': {
    title: () => t('The domain cannot be read'),
    sentence: (told) => join(t('The domain cannot be read.'), whereAndWhy(told)),
    remedies: () => [remedy(t('Write it as in Odoo, [("name", "ilike", "azure")], or as JSON.'))],
  },
  'request.json': {
    title: () => t('Not valid JSON'),
    sentence: (told) =>
      join(
        parts[told.text('part')]?.unreadable() ??
          told.say('“{part}” cannot be read as JSON.', 'This cannot be read as JSON.'),
        whereAndWhy(told),
      ),
    remedies: () => [],
  },
  'request.file': {
    title: () => t('The request file cannot be used'),
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'unreadable':
          return told.say('The file “{file}” cannot be read.', 'The file cannot be read.');
        case 'unwritable':
          return told.say('The file “{file}” cannot be written.', 'The file cannot be written.');
        default:
          return join(
            told.say('The file “{file}” cannot be used.', 'The file cannot be used.'),
            whereAndWhy(told),
          );
      }
    },
    remedies: () => [],
  },
  'request.pickedFile': {
    title: () => t('This file cannot be taken'),
    sentence: (told) =>
      told.text('reason') === 'size'
        ? told.say(
            '“{file}” has {size} MB. A file for a field has {most} MB at most.',
            'The file is too large for a field.',
          )
        : told.say('The file “{file}” cannot be read.', 'The file cannot be read.'),
    remedies: (told) =>
      told.text('reason') === 'size' ? [remedy(t('Choose a smaller file, or upload this one in Odoo.'))] : [],
  },
  'call.cancelled': {
    title: () => t('Cancelled'),
    sentence: (told) =>
      told.is('write')
        ? told.say(
            'Cancelled after {seconds} s. The server may still finish what it had begun.',
            'Cancelled. The server may still finish what it had begun.',
          )
        : told.say('Cancelled after {seconds} s.', 'Cancelled.'),
    remedies: () => [],
  },
  'call.timeout': {
    title: () => t('No answer in time'),
    sentence: (told) =>
      told.is('checking')
        ? told.say(
            'The server takes connections and then does not answer, not even within {seconds} s. It may be overloaded, or something between here and Odoo holds the answer back.',
            'The server takes connections and then does not answer. It may be overloaded, or something between here and Odoo holds the answer back.',
          )
        : told.text('phase') === 'body'
          ? told.say(
              'The answer stopped in the middle and did not go on for {seconds} s, so the call was given up. The server may have finished it.',
              'The answer stopped in the middle and did not go on, so the call was given up. The server may have finished it.',
            )
          : told.say(
              'There was no answer after {seconds} s, so the call was given up. The server may still finish what it had begun.',
              'There was no answer, so the call was given up. The server may still finish what it had begun.',
            ),
    remedies: (told) =>
      told.is('checking')
        ? [
            remedy(t('Wait a minute, then check again.')),
            edit(t('Check the host name and the port.'), 'address'),
            ask(t('Look whether Odoo answers on the server itself, and whether it has workers free.')),
          ]
        : [
            remedy(t('Ask for less at once: fewer records or fewer fields.')),
            remedy(t('Allow more time where the call needs it.'), {
              kind: 'openSettings',
              query: 'odoo.requestTimeout',
            }),
          ],
  },
  'call.declined': {
    title: () => t('Not sent'),
    sentence: (told) =>
      told.say(
        '“{connection}” is marked as production and the write was not confirmed, so nothing was sent.',
        'The write was not confirmed, so nothing was sent.',
      ),
    remedies: () => [],
  },
  'call.outdated': {
    title: () => t('Another answer has taken its place'),
    sentence: () => t('What was asked for belongs to an earlier answer, or to an earlier order of its rows.'),
    remedies: () => [remedy(t('Send the request again to have its answer back.'))],
  },
  'call.tooLong': {
    title: () => t('Too long for a document'),
    sentence: (told) =>
      told.say(
        'The answer takes about {megabytes} MB as text, more than an editor or the clipboard takes.',
        'The answer is longer as text than an editor or the clipboard takes.',
      ),
    remedies: () => [remedy(t('Export the records to a file, or ask for fewer fields or records.'))],
  },
  internal: {
    title: () => t('An error of this tool'),
    sentence: (told) =>
      told
        .with({ reason: because(told) })
        .say(
          'Odoo API Explorer met an error of its own: {reason}',
          'Odoo API Explorer met an error of its own.',
        ),
    remedies: () => [remedy(t('Try again. If it stays, report it with what you did before.'))],
  },
};
