import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkError } from '../../odoo/networkError';
import { endpoint, within } from '../dial';
import { failedBy, ok, skipped, type Inquiry, type Sighting } from '../inquiry';

/** Looks the host's addresses up the way connecting does (getaddrinfo, the hosts file included). */
export async function dns(inquiry: Inquiry): Promise<Sighting> {
  const { host } = endpoint(inquiry.url);
  if (inquiry.proxy) return skipped(`the proxy ${new URL(inquiry.proxy).host} looks the name up`);
  if (isIP(host)) return skipped(`${host} is an address already`);
  try {
    const found = await within(
      inquiry,
      lookup(host, { all: true }).catch((error: unknown) => {
        throw networkError(error, inquiry.url);
      }),
    );
    return ok([...new Set(found.map((entry) => entry.address))].join(', '));
  } catch (error) {
    return failedBy(error, {
      detail: `${host} is unknown`,
      evidence: [`This computer’s name service knows no address for “${host}”.`],
    });
  }
}
