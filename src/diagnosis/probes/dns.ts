import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { networkError } from '../../odoo/networkError';
import { endpoint, within } from '../dial';
import { failedBy, ok, skipped, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** Looks the host's addresses up the way connecting does (getaddrinfo, the hosts file included). */
export async function dns(inquiry: Inquiry): Promise<Sighting> {
  const { host } = endpoint(inquiry.url);
  if (inquiry.proxy) {
    return skipped(t('the proxy {proxy} looks the name up', { proxy: new URL(inquiry.proxy).host }));
  }
  if (isIP(host)) return skipped(t('{host} is an address already', { host }));
  try {
    const found = await inquiry.ask(
      t('Addresses of {host}', { host }),
      within(
        inquiry,
        lookup(host, { all: true }).catch((error: unknown) => {
          throw networkError(error, inquiry.url);
        }),
      ),
      (entries) => entries.map((entry) => entry.address).join(', '),
    );
    const addresses = [...new Set(found.map((entry) => entry.address))];
    const six = addresses.filter((one) => isIPv6(one)).length;
    const proves =
      six === 0
        ? t('The name is known; it has addresses of IPv4 only.')
        : six === addresses.length
          ? t('The name is known; it has addresses of IPv6 only.')
          : t('The name is known, with addresses of IPv4 and IPv6.');
    return ok(addresses.join(', '), proves);
  } catch (error) {
    return failedBy(error, {
      detail: t('{host} is unknown', { host }),
      evidence: [t('This computer’s name service knows no address for “{host}”.', { host })],
    });
  }
}
