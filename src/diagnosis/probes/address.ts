import { parseAddress } from '../../odoo/address';
import { proxyFor } from '../../odoo/proxy';
import { failedBy, ok, type Inquiry, type Sighting } from '../inquiry';

/** Reads the address as it was typed, and finds out whether requests to it go through a proxy. */
export function address(inquiry: Inquiry): Sighting {
  try {
    const parsed = parseAddress(inquiry.connection.url);
    inquiry.url = parsed.url;
    inquiry.databaseInAddress = parsed.database;
    inquiry.proxy = proxyFor(parsed.url, inquiry.network, inquiry.environment);
    return ok(
      parsed.dropped ? `${parsed.url}, without ${parsed.dropped}` : `${parsed.url}, nothing to correct`,
    );
  } catch (error) {
    return failedBy(error);
  }
}
