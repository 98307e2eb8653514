import type { ProblemCode, Remedy } from '../../model/problem';
import { ask, edit, quote, remedy, type Told, type Words } from './words';

type DatabaseCode = Extract<ProblemCode, `database.${string}`>;

function useDatabase(told: Told): Remedy[] {
  const database = told.text('suggestion');
  return database ? [remedy(`Use ${quote(database)}.`, { kind: 'useDatabase', database })] : [];
}

/** The database: not named, not there, or not for this address. */
export const databaseWords: Record<DatabaseCode, Words> = {
  'database.missing': {
    title: 'No database named',
    sentence: (told) => {
      const databases = told.text('databases');
      return `The connection names no database, and Odoo does not choose one.${databases ? ` The server has ${databases}.` : ''}`;
    },
    remedies: (told) => [
      ...useDatabase(told),
      edit('Enter the database’s name. On Odoo Online it is the first part of the host name.', 'database'),
    ],
  },
  'database.notFound': {
    title: 'No such database',
    sentence: (told) => {
      const databases = told.text('databases');
      return (
        told.phrase(
          'database',
          (name) => `There is no database called ${name} on this server.`,
          'There is no database of this name on this server.',
        ) + (databases ? ` It has ${databases}.` : '')
      );
    },
    remedies: (told) => [
      ...useDatabase(told),
      edit(
        'Check the name: letter case counts. On Odoo Online it is the first part of the host name.',
        'database',
      ),
      ask('Say what the database is called.'),
    ],
  },
  'database.notSelected': {
    title: 'The server does not know this database',
    sentence: (told) =>
      told.phrase(
        'database',
        (name) => `The server hosts several databases, and ${name} is none that it opens for this address.`,
        'The server hosts several databases, and nothing tells it which one is meant.',
      ),
    remedies: (told) => [
      ...useDatabase(told),
      edit('Check the database’s name: letter case counts.', 'database'),
      ask('Check the database filter (dbfilter) and, behind a web server, proxy_mode.'),
    ],
  },
  'database.notOdoo': {
    title: 'Not an Odoo database',
    sentence: (told) =>
      told.phrase(
        'database',
        (name) => `The database ${name} exists, but Odoo is not installed in it.`,
        'The database exists, but Odoo is not installed in it.',
      ),
    remedies: (told) => [
      ...useDatabase(told),
      edit('Choose another database.', 'database'),
      ask('Install Odoo in it (odoo -d NAME -i base).'),
    ],
  },
  'database.hidden': {
    title: 'This address may not open the database',
    sentence: (told) =>
      told.phrase(
        'database',
        (name) => `The database ${name} exists, but Odoo does not open it for requests to this address.`,
        'The database exists, but Odoo does not open it for requests to this address.',
      ),
    remedies: () => [
      edit('Use the host name that the database is meant for.', 'address'),
      ask('Check the database filter (dbfilter) and, behind a web server, proxy_mode.'),
    ],
  },
};
