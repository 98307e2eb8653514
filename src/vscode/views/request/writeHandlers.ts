import type { writeApi } from '../../../contract/request/writeApi';
import type { Handlers } from '../../../contract/rpc';
import { OdooError } from '../../../odoo/error';
import type { PanelContext } from './panelContext';

const missing = (): Promise<never> => Promise.reject(new OdooError('internal', { reason: 'not there' }));

/** Shows what a write will change before it goes, and takes it back. */
export function writeHandlers(_context: PanelContext): Handlers<typeof writeApi> {
  return {
    review: () => Promise.resolve(undefined),
    reviewEdits: missing,
    saveEdits: missing,
    reviewUndo: missing,
    undo: missing,
  };
}
