import type { ProblemCode, Remedy } from '../../model/problem';
import { documents } from './documentation';
import { letter } from './letter';
import { t } from './translate';
import { ask, edit, join, remedy, type Told, type Words } from './words';

type DatabaseCode = Extract<ProblemCode, `database.${string}`>;

function useDatabase(told: Told): Remedy[] {
  const database = told.text('suggestion');
  return database
    ? [remedy(told.say('Use “{suggestion}”.', 'Use the one it has.'), { kind: 'useDatabase', database })]
    : [];
}

function enterName(): string {
  return t('Enter the database’s name. On Odoo Online it is the first part of the host name.');
}

/** What makes Odoo choose a database by the name in the address, in its own configuration. */
const byHost = ['proxy_mode = True', 'dbfilter = ^%d$'];
const forwarded = ['proxy_set_header X-Forwarded-Host $host;', 'proxy_set_header Host $host;'];

/** The database: not named, not there, or not for this address. */
export const databaseWords: Record<DatabaseCode, Words> = {
  'database.missing': {
    title: () => t('No database named'),
    sentence: (told) =>
      join(
        t('The connection names no database, and Odoo does not choose one.'),
        told.perhaps('The server has {databases}.'),
      ),
    remedies: (told) => [...useDatabase(told), edit(enterName(), 'database')],
  },
  'database.notFound': {
    title: () => t('No such database'),
    sentence: (told) =>
      join(
        told.say(
          'There is no database called “{database}” on this server.',
          'There is no database of this name on this server.',
        ),
        told.perhaps('It has {databases}.'),
      ),
    remedies: (told) => [
      ...useDatabase(told),
      edit(
        t('Check the name: letter case counts. On Odoo Online it is the first part of the host name.'),
        'database',
      ),
      ask(t('Say what the database is called.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'The server says that it has no database called “{database}”.',
          'The server says that it has no database of the name I entered.',
        ),
        change: t('Tell me the database’s exact name, as it is written in PostgreSQL.'),
      }),
  },
  'database.notSelected': {
    title: () => t('The server does not know which database is meant'),
    sentence: (told) =>
      told.is('headerLost')
        ? told.say(
            'The server hosts several databases, and the header that names “{database}” does not reach it.',
            'The server hosts several databases, and the header that names the one that is meant does not reach it.',
          )
        : told.is('noSession')
          ? t(
              'The server hosts several databases, and without the cookie of the web session it does not know which one is meant.',
            )
          : told.say(
              'The server hosts several databases, and “{database}” is none that it opens for this address.',
              'The server hosts several databases, and nothing tells it which one is meant.',
            ),
    remedies: (told) => [
      ...useDatabase(told),
      ...(told.is('headerLost') || told.is('noSession')
        ? []
        : [edit(t('Check the database’s name: letter case counts.'), 'database')]),
      ...(told.is('headerLost')
        ? [ask(t('Let the web server in front of Odoo pass the header X-Odoo-Database on.'))]
        : []),
      ...(told.is('noSession')
        ? [ask(t('Let the web server in front of Odoo pass cookies on, both ways.'))]
        : []),
      ask(t('Check the database filter (dbfilter) and, behind a web server, proxy_mode.')),
    ],
    message: (told) =>
      letter(told, {
        seen: t('Odoo does not know which database a request to this address is for.'),
        change: t(
          'Let the database filter match this address, and let Odoo see the host name it was called by. In Odoo’s configuration, and in nginx:',
        ),
        lines: [...byHost, ...forwarded],
      }),
    documentation: () => documents.deploy,
  },
  'database.notOdoo': {
    title: () => t('Not an Odoo database'),
    sentence: (told) =>
      told.say(
        'The database “{database}” exists, but Odoo is not installed in it.',
        'The database exists, but Odoo is not installed in it.',
      ),
    remedies: (told) => [
      ...useDatabase(told),
      edit(t('Choose another database.'), 'database'),
      ask(t('Install Odoo in it (odoo -d NAME -i base).')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'The database “{database}” exists, but Odoo is not installed in it.',
          'The database exists, but Odoo is not installed in it.',
        ),
        change: t('Tell me which database to use, or install Odoo in this one:'),
        lines: [
          `odoo -d ${told.text('database') || (told.about.database ?? 'NAME')} -i base --stop-after-init`,
        ],
      }),
    documentation: () => documents.commandLine,
  },
  'database.hidden': {
    title: () => t('This address may not open the database'),
    sentence: (told) =>
      told.is('byAddress')
        ? told.say(
            'The database “{database}” exists, but Odoo chooses the database by the host name. An IP address or localhost does not tell it which one is meant.',
            'The database exists, but Odoo chooses the database by the host name. An IP address or localhost does not tell it which one is meant.',
          )
        : told.say(
            'The database “{database}” exists, but Odoo does not open it for requests to this address.',
            'The database exists, but Odoo does not open it for requests to this address.',
          ),
    remedies: (told) => [
      edit(
        told.is('byAddress')
          ? t('Use the server’s host name in place of the IP address or localhost.')
          : t('Use the host name that the database is meant for.'),
        'address',
      ),
      ...(told.is('withHeader')
        ? [remedy(t('Send the database’s name with every request.'), { kind: 'sendDatabaseHeader' as const })]
        : []),
      ask(t('Check the database filter (dbfilter) and, behind a web server, proxy_mode.')),
    ],
    message: (told) =>
      letter(told, {
        seen: told.say(
          'Odoo does not open the database “{database}” for requests to this address.',
          'Odoo does not open the database for requests to this address.',
        ),
        change: t(
          'Tell me the host name that the database is meant for, or let the database filter match this address. In Odoo’s configuration, and in nginx:',
        ),
        lines: [...byHost, ...forwarded],
      }),
    documentation: () => documents.deploy,
  },
  'database.notListed': {
    title: () => t('The server does not list its databases'),
    sentence: () =>
      t('That is normal, and says nothing about the password. The database’s name is entered by hand.'),
    remedies: () => [edit(enterName(), 'database'), ask(t('Say what the database is called.'))],
    documentation: () => documents.deploy,
  },
  'database.noService': {
    title: () => t('Databases are no longer listed over RPC'),
    sentence: (told) =>
      told.say(
        'Odoo {version} has no database service over RPC: it ended with Odoo 19.1. Signing in and calls work without it.',
        'This Odoo has no database service over RPC: it ended with Odoo 19.1. Signing in and calls work without it.',
      ),
    remedies: () => [
      remedy(t('In programs of your own, ask /web/database/list in place of the db service.')),
      edit(enterName(), 'database'),
    ],
    documentation: () => documents.rpc,
  },
};
