import { parseAddress } from '../../odoo/address';
import { proxyFor } from '../../odoo/proxy';
import { failedBy, ok, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** Reads the address as it was typed, and finds out whether requests to it go through a proxy. */
export function address(inquiry: Inquiry): Sighting {
  try {
    const parsed = parseAddress(inquiry.connection.url);
    inquiry.url = parsed.url;
    inquiry.dropped = parsed.dropped && shown(parsed.dropped);
    inquiry.databaseInAddress = parsed.database;
    inquiry.proxy = proxyFor(parsed.url, inquiry.network, inquiry.environment);
    const { url } = parsed;
    const { dropped } = inquiry;
    return ok(
      dropped ? t('{url}, without {dropped}', { url, dropped }) : t('{url}, nothing to correct', { url }),
      inquiry.proxy
        ? t('Requests to this address go through the proxy {proxy}.', { proxy: new URL(inquiry.proxy).host })
        : t('The address can be used as it is, and no proxy stands before it.'),
    );
  } catch (error) {
    return failedBy(error);
  }
}

/** A page's address may hold a token: what is behind its path is not told. */
function shown(dropped: string): string {
  const path = dropped.split(/[?#]/)[0] ?? '';
  return path === dropped ? dropped : `${path}?…`;
}
