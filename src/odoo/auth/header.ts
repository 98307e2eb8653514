import { isHeaderName } from '../../model/header';
import { OdooError } from '../error';
import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';

const authorizer: HttpAuthorizer = {
  signIn: () => Promise.resolve(),
  headers({ target }) {
    if (!target.header || !isHeaderName(target.header.name)) {
      throw new OdooError('connection.incomplete', { part: 'header' });
    }
    return { [target.header.name.toLowerCase()]: target.header.prefix + target.secret };
  },
  renewable: false,
};

/** A key or token that never changes, in a header of one's choice. */
export const header: AuthDescription = {
  id: 'header',
  secretLabel: 'Key or token',
  since: { rest: 0 },
  safety: 'The key is sent with every call and lasts until someone revokes it.',
  authorizer,
};
