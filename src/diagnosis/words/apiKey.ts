import type { ProblemCode, Remedy } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, keySteps, major, newKey, remedy, useSignIn, type Told, type Words } from './words';

type KeyCode = Extract<ProblemCode, `signIn.${'key' | 'passwordAsKey'}${string}`>;

function enterAgain(told: Told): Remedy {
  return edit(
    told.is('padded')
      ? t('Enter the key again, without the space or line break.')
      : t('Enter the key again, all 40 characters.'),
    'secret',
  );
}

/** "false" where a check says so; a connection without a check has no such fact. */
function notKeyShaped(told: Told): boolean {
  return told.text('keyShaped') === 'false';
}

function useOwner(told: Told): Remedy[] {
  // An owner whose login is not known is named by a number.
  return told.text('owner') && !/\s/.test(told.text('owner'))
    ? [edit(told.say('Use the login “{owner}”.', 'Use its owner’s login.'), 'login')]
    : [];
}

function ofOther(told: Told): string {
  return told.say(
    'This API key is valid, but it is a key of “{owner}”, not of “{login}”.',
    'This API key is valid, but it is a key of “{owner}”.',
    'This API key is valid, but it is a key of another user.',
  );
}

/** Which documentation tells of keys for the API that is used. */
function byProtocol(told: Told): string {
  return told.text('protocol') === 'json2' || major(told) >= 19 ? documents.json2 : documents.rpc;
}

/** Signing in with an API key. */
export const keyWords: Record<KeyCode, Words> = {
  'signIn.keyRejected': {
    title: () => t('The API key is not accepted'),
    sentence: (told) => {
      if (told.text('owner')) return ofOther(told);
      const first = told.say(
        'Odoo does not accept this API key for “{login}” in “{database}”.',
        'Odoo does not accept this API key for “{login}”.',
        'Odoo does not accept this API key in “{database}”.',
        'Odoo does not accept this API key.',
      );
      if (told.is('padded')) {
        return join(first, t('It begins or ends with a space or a line break, which counts as part of it.'));
      }
      if (notKeyShaped(told)) {
        return join(first, t('It does not have the form of a key, 40 digits and letters from a to f.'));
      }
      return join(
        first,
        t('It may have expired or been deleted, or belong to another user or another database.'),
      );
    },
    remedies: (told) => [
      ...useOwner(told),
      ...(notKeyShaped(told)
        ? [edit(t('When it is the password, choose “Password” as the way to sign in.'), 'signIn')]
        : []),
      enterAgain(told),
      ...newKey(told),
      ...(told.text('login') && !told.text('owner')
        ? [edit(t('Check that the login is that of the key’s owner; letter case counts.'), 'login')]
        : []),
      ask(t('Check that the account is active.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo does not accept my API key.'),
        change: t(
          'Check that my user is active in this database, and whether my key is still listed there: Settings, Users, the user, Account Security.',
        ),
      }),
    documentation: byProtocol,
  },
  'signIn.keyExpired': {
    title: () => t('The API key has expired'),
    sentence: (told) =>
      join(
        told.is('unproven')
          ? told.say(
              'The API key may be “{name}”, which was valid until {expires}.',
              'The API key may have expired on {expires}.',
              'The API key may have expired.',
            )
          : told.say(
              'The API key “{name}” was valid until {expires}.',
              'The API key was valid until {expires}.',
              'The API key “{name}” has expired.',
              'The API key has expired.',
            ),
        t('From Odoo 18 on a new key lasts one day unless you choose longer.'),
      ),
    remedies: newKey,
    message: (told) =>
      letter(told, {
        seen: told.say('My API key ran out on {expires}.', 'My API key has run out.'),
        change: t(
          'Let me make keys that last longer: Settings, Users & Companies, Groups, the maximum duration of API keys in a group of mine (Odoo 18 and later).',
        ),
      }),
    documentation: byProtocol,
  },
  'signIn.keyExpiresSoon': {
    title: () => t('The API key expires soon'),
    sentence: (told) => {
      const days = told.number('days');
      if (days === undefined) {
        return told.say('The API key “{name}” expires soon.', 'The API key expires soon.');
      }
      if (days < 1) return told.say('The API key “{name}” expires today.', 'The API key expires today.');
      return days === 1
        ? told.say('The API key “{name}” expires in one day.', 'The API key expires in one day.')
        : told.say('The API key “{name}” expires in {days} days.', 'The API key expires in {days} days.');
    },
    remedies: (told) => [
      ...newKey(told),
      remedy(t('The command “Renew API Key” makes a new one and deletes the old one when that works.')),
    ],
    documentation: byProtocol,
  },
  'signIn.keyDeleted': {
    title: () => t('The API key does not exist any more'),
    sentence: (told) =>
      told.is('unproven')
        ? t(
            'The API key may have been deleted since it was made. A deleted key leaves nothing behind that would tell.',
          )
        : told.say(
            'The user “{login}” has no such API key in “{database}”: it was deleted, or made in another database.',
            'The user “{login}” has no such API key: it was deleted, or made in another database.',
            'The user has no such API key: it was deleted, or made in another database.',
          ),
    remedies: newKey,
    documentation: byProtocol,
  },
  'signIn.keyElsewhere': {
    title: () => t('The API key belongs to another database'),
    sentence: (told) =>
      told.is('unproven')
        ? told.say(
            'This API key may be one of another database than “{database}”. A key works only in the database it was made in.',
            'This API key may be one of another database. A key works only in the database it was made in.',
          )
        : told.say(
            'This API key is one of “{other}”, not of “{database}”. A key works only in the database it was made in.',
            'This API key is not one of “{database}”. A key works only in the database it was made in.',
            'This API key is not one of this database. A key works only in the database it was made in.',
          ),
    remedies: (told) => {
      const other = told.text('other');
      return [
        ...(other
          ? [
              remedy(told.say('Use “{other}”.', 'Use the other database.'), {
                kind: 'useDatabase' as const,
                database: other,
              }),
            ]
          : []),
        ...newKey(told),
        edit(t('Or choose the database that the key was made in.'), 'database'),
      ];
    },
    documentation: byProtocol,
  },
  'signIn.keyOfOther': {
    title: () => t('The API key belongs to another user'),
    sentence: ofOther,
    remedies: (told) => [
      ...useOwner(told),
      edit(
        told.say('Or enter a key of “{login}”.', 'Or enter a key of the user whose login is given.'),
        'secret',
      ),
      remedy(keySteps()),
    ],
    documentation: byProtocol,
  },
  'signIn.keyMissing': {
    title: () => t('JSON-2 needs an API key'),
    sentence: () =>
      t('The request came to JSON-2 without an API key. The cookie of a web session is not enough for it.'),
    remedies: newKey,
    documentation: () => documents.json2,
  },
  'signIn.passwordAsKey': {
    title: () => t('JSON-2 takes API keys only'),
    sentence: (told) =>
      told.is('worksAsPassword')
        ? t('What was entered is the password, which is right. JSON-2 accepts only API keys, not passwords.')
        : t(
            'JSON-2 accepts only API keys, not passwords. What was entered does not have the form of a key, 40 digits and letters from a to f.',
          ),
    remedies: (told) => {
      const overRpc = t('Sign in with the password over JSON-RPC.');
      return told.is('worksAsPassword')
        ? [useSignIn(overRpc, 'password', 'jsonRpc'), ...newKey(told)]
        : [...newKey(told), edit(t('Or sign in with the password over JSON-RPC.'), 'signIn')];
    },
    documentation: () => documents.json2,
  },
  'signIn.keyForWebSession': {
    title: () => t('API keys do not open a web session'),
    sentence: () => t('API keys work for the API only, not for signing in as the web page does.'),
    remedies: (told) => [
      major(told) >= 19
        ? useSignIn(t('Use the key over JSON-2.'), 'apiKey', 'json2')
        : useSignIn(t('Use the key over JSON-RPC.'), 'apiKey', 'jsonRpc'),
      edit(t('Or enter the password in place of the key.'), 'secret'),
    ],
    documentation: byProtocol,
  },
  'signIn.keyNotSupported': {
    title: () => t('This Odoo has no API keys'),
    sentence: (told) =>
      told.say(
        'API keys came with Odoo 14; this server runs Odoo {version}.',
        'API keys came with Odoo 14, and this server is older.',
      ),
    remedies: () => [useSignIn(t('Sign in with the password over JSON-RPC.'), 'password', 'jsonRpc')],
  },
  'signIn.keyNotReceived': {
    title: () => t('The API key did not reach Odoo'),
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'redirect':
          return told.say(
            '{host} sends requests on to another address, and the API key is left behind on the way. Odoo there says that no key came.',
            'The server sends requests on to another address, and the API key is left behind on the way. Odoo there says that no key came.',
          );
        case 'proxy':
          return told.say(
            'A web server in front of Odoo at {host} takes the Authorization header out, which carries the API key. Odoo says that no key came.',
            'A web server in front of Odoo takes the Authorization header out, which carries the API key. Odoo says that no key came.',
          );
        default:
          return told.say(
            'Odoo at {host} says that no API key came with the request, although one was sent. Something between here and Odoo took it out.',
            'Odoo says that no API key came with the request, although one was sent. Something between here and Odoo took it out.',
          );
      }
    },
    remedies: (told) => {
      const address = told.text('address');
      const final = edit(
        t('Use the server’s final address: a redirect on the way drops the key.'),
        'address',
      );
      const pass = ask(t('Let the web server in front of Odoo pass the Authorization header on.'));
      const inBody = useSignIn(
        t('Use the key over JSON-RPC, which carries it in the request itself.'),
        'apiKey',
        'jsonRpc',
      );
      switch (told.text('reason')) {
        case 'redirect':
          return address
            ? [
                remedy(told.say('Use {address}.', 'Use the final address.'), {
                  kind: 'useAddress',
                  url: address,
                }),
              ]
            : [final];
        case 'proxy':
          return [inBody, pass];
        default:
          return [pass, final, inBody];
      }
    },
    message: (told) =>
      told.text('reason') === 'redirect'
        ? ''
        : letter(told, {
            seen: t('My API key, which goes in the Authorization header, does not reach Odoo.'),
            change: t('Let the web server in front of Odoo pass that header on as it came. In nginx:'),
            lines: ['proxy_set_header Authorization $http_authorization;'],
          }),
    documentation: (told) => (told.text('reason') === 'proxy' ? documents.nginxProxy : documents.json2),
  },
};
