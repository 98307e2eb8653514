import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import { edit, remedy, type Words } from './words';

type ConnectionCode = Extract<ProblemCode, `connection.${string}`>;

/** What the connection itself lacks or forbids. */
export const connectionWords: Record<ConnectionCode, Words> = {
  'connection.incomplete': {
    title: () => t('The connection is not complete'),
    sentence: (told) => {
      switch (told.text('part')) {
        case 'token':
          return told.text('reason') === 'body'
            ? t('What is to be sent for a token is no JSON. Nothing was sent.')
            : t('The connection does not say how to get a token. Nothing was sent.');
        case 'login':
          return t('A user name cannot hold a colon in basic authentication. Nothing was sent.');
        case 'oauth2':
          return t('The connection does not say where to get a token. Nothing was sent.');
        case 'header':
          return t('The connection does not say which header carries the key. Nothing was sent.');
        case 'rest':
          return t('The connection does not say where the REST module’s paths begin. Nothing was sent.');
        default:
          return t('Something this way to sign in needs is missing. Nothing was sent.');
      }
    },
    remedies: () => [edit(t('Complete the connection.'), 'method')],
  },
  'connection.readOnly': {
    title: () => t('The connection is read-only'),
    sentence: (told) =>
      told.say(
        '{connection} is marked read-only, so nothing was sent.',
        'The connection is marked read-only, so nothing was sent.',
      ),
    remedies: () => [
      remedy(t('Take the mark off the connection if it should write.'), { kind: 'editConnection' }),
    ],
  },
  'connection.notFound': {
    title: () => t('No such connection'),
    sentence: (told) =>
      told.say(
        'There is no connection called “{connection}” here.',
        'There is no such connection here. It may have been removed.',
      ),
    remedies: () => [remedy(t('Add a connection of this name, or choose another one.'))],
  },
};
