import type { bulkApi } from '../../../contract/request/bulkApi';
import type { Handlers } from '../../../contract/rpc';
import { OdooError } from '../../../odoo/error';
import type { PanelContext } from './panelContext';

const missing = (): Promise<never> => Promise.reject(new OdooError('internal', { reason: 'not there' }));

/** Writes many records from a table. */
export function bulkHandlers(_context: PanelContext): Handlers<typeof bulkApi> {
  return {
    readFile: missing,
    readText: missing,
    suggest: missing,
    check: missing,
    dryRun: missing,
    reviewBulk: missing,
    start: missing,
    pause: missing,
    resume: missing,
    cancel: missing,
    lastRun: missing,
    bulkRows: missing,
    saveReport: missing,
    failedRows: missing,
  };
}
