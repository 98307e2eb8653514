import type { ProblemCode, Remedy } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, newKey, remedy, type Told, type Words } from './words';

type PasswordCode = Extract<
  ProblemCode,
  `signIn.${'rejected' | 'unknownLogin' | 'archived' | 'noPassword' | 'twoFactor' | 'codeByMail' | 'onlineWithoutPassword' | 'cooldown'}`
>;

/** OAuth's client ID stands where the login does. */
function isClient(told: Told): boolean {
  return told.text('auth') === 'oauth2';
}

function refused(told: Told): string {
  if (told.is('undecided') && !told.is('padded') && !told.is('keyShaped')) return severalCauses(told);
  if (told.is('noLogin')) {
    return isClient(told)
      ? t('The connection names no client ID, and nobody is signed in without one.')
      : t('The connection names no login, and Odoo signs nobody in without one.');
  }
  return told.is('proven')
    ? told.say(
        'Every other reason is ruled out: the login “{login}” or the password is wrong in “{database}”.',
        'Every other reason is ruled out: the login “{login}” or the password is wrong.',
        'Every other reason is ruled out: the login or the password is wrong.',
      )
    : told.say(
        'The server and the database are fine; Odoo does not accept this login and password together for “{login}” in “{database}”.',
        'The server and the database are fine; Odoo does not accept this login and password together for “{login}”.',
        'The server and the database are fine; Odoo does not accept this login and password together in “{database}”.',
        'The server and the database are fine; Odoo does not accept this login and password together.',
      );
}

/** What is known beside the refusal itself, most telling first. */
function hint(told: Told): string {
  if (told.is('padded')) {
    return t('The password begins or ends with a space or a line break, which counts as part of it.');
  }
  if (told.is('keyShaped')) return t('What was entered has the form of an API key.');
  return '';
}

function severalCauses(told: Told): string {
  return told.text('auth') === 'webSession' || told.is('overWeb')
    ? t(
        'The server and the database are fine. Odoo gives the same answer to a wrong password, an unknown login and a deactivated account, so one of these remains.',
      )
    : t(
        'The server and the database are fine. Odoo gives the same answer to a wrong password, an unknown login, a deactivated account and an account with two-factor sign-in, so one of these remains.',
      );
}

const checkLogin = (): string =>
  t('Check the login: letter case counts, and it may differ from the e-mail address.');

function enterAgain(told: Told): Remedy[] {
  if (told.is('noLogin')) {
    return [edit(isClient(told) ? t('Enter the client ID.') : t('Enter the login.'), 'login')];
  }
  return [
    edit(
      told.is('padded')
        ? t('Enter the password again, without the space or line break.')
        : t('Enter the password again.'),
      'secret',
    ),
    ...(told.is('keyShaped')
      ? [edit(t('When it is an API key, choose “API key” as the way to sign in.'), 'signIn')]
      : []),
    edit(checkLogin(), 'login'),
    ...(told.is('proven')
      ? []
      : [
          edit(
            t('When the account has two-factor sign-in, or signs in through another system, use an API key.'),
            'signIn',
          ),
          ask(t('Check that the account is active.')),
        ]),
  ];
}

/** Signing in with a login and a password. */
export const passwordWords: Record<PasswordCode, Words> = {
  'signIn.rejected': {
    title: (told) => {
      if (told.is('noLogin')) return isClient(told) ? t('No client ID entered') : t('No login entered');
      return told.is('proven')
        ? t('Wrong login or password')
        : t('Odoo does not accept this login and password together');
    },
    sentence: (told) => (told.is('noLogin') ? refused(told) : join(refused(told), hint(told))),
    remedies: enterAgain,
    message: (told) =>
      told.is('noLogin')
        ? ''
        : letter(told, {
            seen: t('Odoo does not accept my login and password together.'),
            change: t(
              'Tell me how my login is written in this database, and check that my account is active there and has a password. If it has two-factor sign-in, tell me so that I make an API key.',
            ),
          }),
    documentation: () => documents.rpc,
  },
  'signIn.unknownLogin': {
    title: () => t('Unknown login'),
    sentence: (told) =>
      told.is('unproven')
        ? told.say(
            'There may be no user with the login “{login}” in “{database}”. Letter case counts, and the login may differ from the e-mail address.',
            'There may be no user with this login. Letter case counts, and the login may differ from the e-mail address.',
          )
        : join(
            told.say(
              'The database “{database}” has no user with the login “{login}”.',
              'The database has no user with the login “{login}”.',
              'The database has no user with this login.',
            ),
            told.perhaps('The nearest one is “{near}”.'),
          ),
    remedies: (told) => [
      ...(told.text('near') ? [edit(told.say('Use the login “{near}”.', 'Use that login.'), 'login')] : []),
      edit(checkLogin(), 'login'),
      edit(t('Check the database: each one has users of its own.'), 'database'),
      ask(t('Say which login to use, or create the user.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('The database has no user with the login I use.'),
        change: t('Tell me how my login is written there, or create a user for me.'),
      }),
  },
  'signIn.archived': {
    title: () => t('The account is deactivated'),
    sentence: (told) =>
      told.is('unproven')
        ? told.say(
            'The user “{login}” may be archived in “{database}”. Odoo refuses every password and API key of an archived user.',
            'The user may be archived. Odoo refuses every password and API key of an archived user.',
          )
        : told.say(
            'The user “{login}” is archived in “{database}”. Odoo refuses every password and API key of an archived user.',
            'The user “{login}” is archived. Odoo refuses every password and API key of an archived user.',
            'The user is archived. Odoo refuses every password and API key of an archived user.',
          ),
    remedies: () => [
      ask(t('Activate the user again: Settings, Users, the filter Archived, Action, Unarchive.')),
      edit(t('Or use another login.'), 'login'),
    ],
    message: (told) =>
      letter(told, {
        seen: t('My user is archived, so Odoo refuses to sign it in.'),
        change: t('Activate my user again: Settings, Users, the filter Archived, Action, Unarchive.'),
      }),
  },
  'signIn.noPassword': {
    title: () => t('This account has no password in Odoo'),
    sentence: (told) =>
      told.say(
        'This server lets people sign in through {providers}, and Odoo itself may have no password for this account. Programs use an API key instead.',
        told.is('unproven')
          ? 'This account may sign in through another system, without a password in Odoo. Programs use an API key instead.'
          : 'This account signs in through another system, and Odoo itself has no password for it. Programs use an API key instead.',
      ),
    remedies: (told) => [
      ...newKey(told),
      ask(t('Or set a password for the user: Settings, Users, the user, Action, Change Password.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'People sign in through {providers} here, which programs cannot do.',
          'My account signs in through another system, which programs cannot do.',
        ),
        change: t(
          'Let me make an API key for my user (my name, Preferences, Account Security), or set a password for it in Odoo.',
        ),
      }),
    documentation: () => documents.rpc,
  },
  'signIn.twoFactor': {
    title: () => t('This account has two-factor sign-in'),
    sentence: (told) => {
      if (told.is('proven')) {
        return t(
          'The password is right, but the account asks for a second code when a person signs in. Programs use an API key instead.',
        );
      }
      return told.is('unproven')
        ? t(
            'The account may ask for a second code when a person signs in. Odoo then takes no password over the API, and programs use an API key instead.',
          )
        : t(
            'Odoo refuses the password over the API because the account asks for a second code when a person signs in. Programs use an API key instead.',
          );
    },
    remedies: newKey,
    documentation: () => documents.twoFactor,
  },
  'signIn.codeByMail': {
    title: () => t('Odoo asks for a code sent by e-mail'),
    sentence: (told) =>
      told.is('unproven')
        ? t(
            'This server may send a code by e-mail to everybody who signs in with a password. Odoo then takes no password over the API, and programs use an API key instead.',
          )
        : t(
            'The password is right, but this server sends a code by e-mail to everybody who signs in with one. Programs use an API key instead.',
          ),
    remedies: newKey,
    documentation: () => documents.twoFactor,
  },
  'signIn.onlineWithoutPassword': {
    title: () => t('Odoo Online has no password for this account'),
    sentence: (told) =>
      told.is('unproven')
        ? t(
            'Odoo Online signs people in centrally, so the database itself may have no password for this account. The password of odoo.com does not count here.',
          )
        : t(
            'Odoo Online signs people in centrally, so the database itself has no password for this account. The password of odoo.com does not count here.',
          ),
    remedies: (told) => [
      ...newKey(told),
      ask(t('Or set a password for the user: Settings, Users, the user, Action, Change Password.')),
      remedy(t('Odoo Online allows its API on Custom plans only.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t(
          'Odoo Online has no password for my user in this database, so programs cannot sign in with one.',
        ),
        change: t(
          'Set a password for my user (Settings, Users, the user, Action, Change Password), or tell me when I may make an API key. Our plan has to be a Custom one for programs to use the API.',
        ),
      }),
    documentation: () => documents.rpc,
  },
  'signIn.cooldown': {
    title: () => t('Odoo paused sign-ins for a minute'),
    sentence: (told) =>
      told.is('unproven')
        ? t(
            'There may have been too many failed sign-ins from this address. Odoo then refuses every sign-in for a minute, the right password included.',
          )
        : t(
            'There were too many failed sign-ins from this address, so Odoo refuses every sign-in for a minute, the right password included.',
          ),
    remedies: () => [
      remedy(t('Wait 60 s, then try once.'), { kind: 'retryAfter', seconds: 60 }),
      remedy(t('Stop whatever else signs in from this address with an old password.')),
      ask(t('Behind a web server, set proxy_mode: without it everybody counts as one address.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo pauses sign-ins because too many failed, and they may not have been mine.'),
        change: t(
          'Behind a web server, let Odoo see from which address each request comes: without that, everybody counts as one. In Odoo’s configuration, and in nginx:',
        ),
        lines: [
          'proxy_mode = True',
          'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
          'proxy_set_header X-Forwarded-Host $host;',
        ],
      }),
    documentation: () => documents.deploy,
  },
};
