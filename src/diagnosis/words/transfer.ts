import type { ProblemCode } from '../../model/problem';
import { t } from './translate';
import { join, remedy, type Told, type Words } from './words';

type TransferCode = Extract<ProblemCode, `${'bulk' | 'export'}.${string}`>;

function unreadable(told: Told): string {
  switch (told.text('reason')) {
    case 'quotes':
      return told.say(
        'A quoted text begins in row {row} and does not end where a cell ends.',
        'A quoted text does not end where a cell ends.',
      );
    case 'json':
      return told.text('line') === ''
        ? told.say('This is no valid JSON: “{detail}”.', 'This is no valid JSON.')
        : told.say(
            'Line {line} is no valid JSON: “{detail}”.',
            'Line {line} is no valid JSON.',
            'This is no valid JSON.',
          );
    case 'item':
      return told.say(
        'Row {row} is neither an object nor a list like the others.',
        'A row is neither an object nor a list like the others.',
      );
    case 'shape':
      return t('The JSON holds no list of records.');
    case 'xls':
      return t('This is a workbook in the format of Excel before 2007, which is not read here.');
    case 'workbook':
      return t(
        'This is no XLSX workbook that can be read: it is damaged, protected by a password, or something else.',
      );
    case 'binary':
      return t('This is no text file.');
    case 'size':
      return t('The file is too large to be read at once.');
    case 'rows':
      return told.say('There are more than {most} rows.', 'There are too many rows.');
    case 'columns':
      return told.say('There are more than {most} columns.', 'There are too many columns.');
    case 'file':
      return told.say('The file “{file}” cannot be read.', 'The file cannot be read.');
    default:
      return t('The rows cannot be read.');
  }
}

function unreadableRemedy(told: Told): string {
  switch (told.text('reason')) {
    case 'quotes':
      return t(
        'Write a quotation mark inside a quoted text twice, and close the text before the next delimiter.',
      );
    case 'json':
    case 'item':
    case 'shape':
      return t('Give a list of objects, a list of lists whose first holds the names, or one object a line.');
    case 'xls':
    case 'workbook':
      return t('Save it as XLSX without a password, or as CSV UTF-8.');
    case 'size':
    case 'rows':
    case 'columns':
      return t('Split it into several files.');
    case 'file':
      return t('Check that the file is still there and may be read.');
    default:
      return t('Give a CSV, XLSX or JSON file, or paste cells from a spreadsheet.');
  }
}

function plan(told: Told): string {
  switch (told.text('reason')) {
    case 'noField':
      return told.say(
        'There is no field “{field}” on {model}, so the column “{column}” cannot fill it.',
        'A column fills a field that the model does not have.',
      );
    case 'twice':
      return told.say('Two columns fill “{field}”.', 'Two columns fill the same field.');
    case 'noKey':
      return t('No column says which records are meant: their id, or their external id.');
    case 'twoKeys':
      return t('Both the id and the external id are given by a column.');
    case 'nothing':
      return t('No column fills a field.');
    case 'lines':
      return told.say(
        'The column “{column}” fills “{field}”, whose records belong to this one; a cell cannot hold them.',
        'A column fills a field whose records belong to this one; a cell cannot hold them.',
      );
    case 'notRelation':
      return told.say(
        'The column “{column}” holds external ids, and “{field}” leads to no other record.',
        'A column holds external ids for a field that leads to no other record.',
      );
    case 'idOfNew':
      return t('A new record cannot be given an id; the server chooses it.');
    case 'noRows':
      return t('No row can be sent: every one has a problem.');
    default:
      return t('The columns and fields do not go together.');
  }
}

/** What keeps rows from being read or written, and records from being exported. */
export const transferWords: Record<TransferCode, Words> = {
  'bulk.unreadable': {
    title: () => t('The rows cannot be read'),
    sentence: unreadable,
    remedies: (told) => [remedy(unreadableRemedy(told))],
  },
  'bulk.empty': {
    title: () => t('There are no rows'),
    sentence: (told) =>
      told.text('part') === 'rows'
        ? t('There is only a first row, which names the columns.')
        : t('There is nothing in it.'),
    remedies: () => [remedy(t('The first row names the columns; the rows after it are the records.'))],
  },
  'bulk.plan': {
    title: () => t('The columns and fields do not go together'),
    sentence: (told) => join(plan(told), t('Nothing was sent.')),
    remedies: (told) => {
      switch (told.text('reason')) {
        case 'noKey':
          return [remedy(t('Let one column give the id, or the external id.'))];
        case 'lines':
          return [
            remedy(
              t('Write those records by a table of their own, with a column for the record they belong to.'),
            ),
          ];
        case 'noRows':
          return [remedy(t('Look at the problems that are listed, and correct the rows or the columns.'))];
        default:
          return [remedy(t('Choose another field for the column, or leave it out.'))];
      }
    },
  },
  'bulk.noDryRun': {
    title: () => t('No dry run here'),
    sentence: (told) => {
      switch (told.text('reason')) {
        case 'delete':
          return t('Odoo can try out new and changed records, not deleting.');
        case 'rights':
          return t('A dry run goes through Odoo’s import, which this user may not use.');
        case 'link':
          return t('Odoo’s import cannot take one of these columns as it is, so it cannot try them out.');
        default:
          return t(
            'A dry run goes through Odoo’s import (the module base_import), which this server does not have.',
          );
      }
    },
    remedies: () => [remedy(t('The rows are checked here all the same. Try a few of them first.'))],
  },
  'bulk.outdated': {
    title: () => t('This has changed meanwhile'),
    sentence: (told) => {
      switch (told.text('part')) {
        case 'table':
          return t('These rows are no longer here.');
        case 'run':
          return t('This run is no longer here.');
        case 'file':
          return t('This builder did not write that file.');
        default:
          return t('The rows, columns or fields are no longer as they were reviewed. Nothing was sent.');
      }
    },
    remedies: (told) =>
      told.text('part') === 'table'
        ? [remedy(t('Choose the file, or paste the rows, again.'))]
        : told.text('part') === 'run' || told.text('part') === 'file'
          ? []
          : [remedy(t('Review them once more.'))],
  },
  'bulk.running': {
    title: () => t('A run is not over yet'),
    sentence: () => t('This builder writes one table at a time, and one is running, paused or interrupted.'),
    remedies: () => [remedy(t('Let it end, or cancel it.'))],
  },
  'export.failed': {
    title: () => t('The file cannot be written'),
    sentence: (told) =>
      told.text('reason') === 'space'
        ? t('There is no space left for it. What was begun has been removed.')
        : told.say(
            'The file “{file}” cannot be written. What was begun has been removed.',
            'The file cannot be written. What was begun has been removed.',
          ),
    remedies: () => [remedy(t('Choose another place, or close the file where it is open.'))],
  },
  'export.tooManyRows': {
    title: () => t('Too many records for a sheet'),
    sentence: (told) =>
      told.say(
        'A sheet holds {most} rows with its head, and there are {count} records. Nothing was written.',
        'A sheet cannot hold that many rows. Nothing was written.',
      ),
    remedies: () => [remedy(t('Export as CSV, or narrow the domain.'))],
  },
  'export.notPossible': {
    title: () => t('This cannot be exported so'),
    sentence: (told) =>
      told.text('reason') === 'noRecords'
        ? t('Odoo XML data needs records with an id, which these rows are not.')
        : t(
            'The rows of this answer are no records that could be read again, so only those that are loaded can be exported.',
          ),
    remedies: () => [remedy(t('Choose another format, or only what is loaded.'))],
  },
};
