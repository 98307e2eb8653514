import type { ProblemCode } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { namingWords } from './naming';
import { refusalWords } from './refusal';
import { t } from './translate';
import { ask, edit, ended, join, remedy, useProtocol, type Told, type Words } from './words';

type ServerCode = Extract<ProblemCode, `server.${string}`>;

const bugs: Record<string, string> = {
  tdId: 'https://github.com/odoo/odoo/issues/147475',
  multiDatabase: 'https://github.com/odoo/odoo/issues/104587',
  singleton: 'https://github.com/odoo/odoo/issues/24071',
};

function knownBug(told: Told): string {
  switch (told.text('bug')) {
    case 'tdId':
      return t(
        'Early builds of Odoo 17 fail when a user with two-factor sign-in calls with an API key. Builds from 2024 on do not.',
      );
    case 'multiDatabase':
      return t(
        'Early builds of Odoo 16 fail to open a web session on a server with several databases. Later builds do not, and other ways to sign in work.',
      );
    case 'singleton':
      return t(
        'Odoo 10 and 11 answer a wrong login or password with this error. Nothing else is wrong with the server.',
      );
    default:
      return told.say(
        'Odoo {version} is known to fail this way. A newer build of the same version does not.',
        'This version of Odoo is known to fail this way. A newer build of it does not.',
      );
  }
}

/** What Odoo says about a call it received. */
export const serverWords: Record<ServerCode, Words> = {
  ...namingWords,
  ...refusalWords,
  'server.hiddenReason': {
    title: () => t('Odoo hides the reason'),
    sentence: () =>
      t(
        'Odoo failed and answered with an error page that says nothing. Odoo 14 with several databases does so for every error over JSON-RPC.',
      ),
    remedies: (told) => [
      useProtocol(told, t('Use XML-RPC, which says the reason.'), 'xmlRpc'),
      remedy(t('Before repeating a write, look whether it was carried out.')),
      ask(t('Look at Odoo’s log; set a database filter (dbfilter) so that this address has one database.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo answers API calls that fail with an error page that does not say why.'),
        change: t(
          'Look at Odoo’s log for this moment, and let this address have one database. In Odoo’s configuration, for example:',
        ),
        lines: ['dbfilter = ^%d$'],
      }),
    documentation: () => documents.deploy,
  },
  'server.databaseDown': {
    title: () => t('Odoo cannot reach its database server'),
    sentence: () =>
      t(
        'Odoo is up, but PostgreSQL behind it does not answer it. This is for the server’s administrator to mend.',
      ),
    remedies: () => [
      ask(t('Start PostgreSQL, and check db_host, db_user and db_password in Odoo’s configuration.')),
      remedy(t('Wait a minute, then try again.'), { kind: 'retryAfter', seconds: 60 }),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo is up, but says that it cannot reach PostgreSQL.'),
        change: t('Check that PostgreSQL runs, and these entries of Odoo’s configuration:'),
        lines: ['db_host', 'db_port', 'db_user', 'db_password'],
      }),
    documentation: () => documents.deploy,
  },
  'server.overloaded': {
    title: () => t('The server is overloaded'),
    sentence: () =>
      t('Odoo has no connection to its database free at the moment, so it could not begin the call.'),
    remedies: () => [
      remedy(t('Wait a minute, then try again.'), { kind: 'retryAfter', seconds: 60 }),
      remedy(t('Send one request after the other.')),
      ask(t('Raise db_maxconn, or PostgreSQL’s max_connections.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo says that no connection to its database is free.'),
        change: t(
          'Raise the number of connections: db_maxconn in Odoo’s configuration, which counts for each worker, and max_connections in PostgreSQL’s.',
        ),
        lines: ['db_maxconn = 64', 'max_connections = 200'],
      }),
    documentation: () => documents.commandLine,
  },
  'server.contentType': {
    title: () => t('Sent in the wrong form'),
    sentence: () =>
      t(
        'Odoo expects JSON here and took the request for something else. Its Content-Type header is another one, or was changed on the way.',
      ),
    remedies: () => [
      remedy(t('Leave the Content-Type header out of the request, or set it to application/json.')),
      ask(t('Let the web server in front of Odoo pass the Content-Type header on as it came.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo receives my requests with another Content-Type than the one they were sent with.'),
        change: t('Let the web server in front of Odoo pass that header on as it came. In nginx:'),
        lines: ['proxy_set_header Content-Type $http_content_type;'],
      }),
    documentation: () => documents.json2,
  },
  'server.noneOverXmlRpc': {
    title: () => t('Done, without an answer'),
    sentence: () =>
      t(
        'Odoo carried the call out; it has no value to return, which XML-RPC cannot say. Sending it again would do it twice.',
      ),
    remedies: (told) => [
      remedy(t('Read the record to see what was done.')),
      useProtocol(told, t('Use JSON-RPC, which can return nothing.'), 'jsonRpc'),
    ],
  },
  'server.noneInAnswer': {
    title: () => t('The answer does not fit into XML-RPC'),
    sentence: () =>
      t('Odoo carried the call out, but its answer holds an empty value (None), which XML-RPC cannot carry.'),
    remedies: (told) => [
      useProtocol(told, t('Use JSON-RPC, which carries it.'), 'jsonRpc'),
      remedy(t('Or leave the field out that is empty.')),
    ],
  },
  'server.loadRefused': {
    title: () => t('No row was loaded'),
    sentence: (told) =>
      join(
        told.number('messages') === 1
          ? t('Odoo refused a row, so it wrote none.')
          : told.say(
              'Odoo refused the rows with {messages} messages, so it wrote none.',
              'Odoo refused the rows, so it wrote none.',
            ),
        ...told
          .text('first')
          .split('\n')
          .filter(Boolean)
          .map((line) => t('{line}', { line: ended(line) })),
      ),
    remedies: () => [remedy(t('Correct the rows that are named and load them all again.'))],
  },
  'server.numberTooLarge': {
    title: () => t('A number is too large for XML-RPC'),
    sentence: () =>
      t(
        'The call was carried out, but its answer holds a number beyond 2,147,483,647, which XML-RPC cannot carry.',
      ),
    remedies: (told) => [
      useProtocol(told, t('Use JSON-RPC, which carries it.'), 'jsonRpc'),
      remedy(t('Or leave the field out that holds the number.')),
    ],
  },
  'server.knownBug': {
    title: (told) =>
      told.text('bug') === 'singleton'
        ? t('Wrong login or password, on an old Odoo')
        : t('A known mistake of this Odoo version'),
    sentence: knownBug,
    remedies: (told) => {
      switch (told.text('bug')) {
        case 'singleton':
          return [edit(t('Enter the login and the password again.'), 'login')];
        case 'multiDatabase':
          return [
            edit(t('Sign in with the password over JSON-RPC in place of a web session.'), 'signIn'),
            ask(t('Update Odoo to the newest build of its version.')),
          ];
        default:
          return [ask(t('Update Odoo to the newest build of its version.'))];
      }
    },
    message: (told) =>
      told.text('bug') === 'singleton'
        ? ''
        : letter(told, {
            seen: knownBug(told),
            change: t('Update Odoo to the newest build of its version.'),
          }),
    documentation: (told) => bugs[told.text('bug')],
  },
  'server.exception': {
    title: () => t('Odoo met an error'),
    sentence: (told) => {
      const name = (told.server?.name ?? '').split('.').pop() ?? '';
      return told
        .with({ exception: /^[A-Za-z]\w*$/.test(name) ? name : '' })
        .say(
          'Odoo met an error of its own ({exception}) while carrying out the call.',
          'Odoo met an error of its own while carrying out the call.',
        );
    },
    remedies: () => [
      remedy(
        t(
          'Check the arguments: their order, their types and the spelling of their names. The server’s own words are in the details.',
        ),
      ),
      ask(t('Look at Odoo’s log.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo fails while carrying out a call.'),
        change: t('Look at Odoo’s log for this moment: it holds the traceback.'),
      }),
  },
};
