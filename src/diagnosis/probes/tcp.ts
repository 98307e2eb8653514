import { OdooError } from '../../odoo/error';
import { dialTcp, endpoint } from '../dial';
import { failedBy, ok, withFacts, type Inquiry, type Sighting } from '../inquiry';

/** Opens a connection to the server's port, or to the proxy's where one applies. */
export async function tcp(inquiry: Inquiry): Promise<Sighting> {
  const url = inquiry.proxy ?? inquiry.url;
  const { host, port } = endpoint(url);
  const who = inquiry.proxy ? `the proxy ${host}, port ${port},` : `port ${port}`;
  try {
    await dialTcp({ url, timeoutMs: inquiry.timeoutMs, signal: inquiry.signal });
    return ok(`${who} answers`);
  } catch (error) {
    const code = error instanceof OdooError ? error.code : '';
    const seen =
      code === 'tcp.refused'
        ? `Connecting to port ${port} of ${host} was refused at once.`
        : code === 'tcp.timeout'
          ? `Port ${port} of ${host} did not answer within ${inquiry.timeoutMs / 1000} s.`
          : `Connecting to port ${port} of ${host} failed.`;
    const through = inquiry.proxy
      ? [`Requests to ${endpoint(inquiry.url).host} go through the proxy ${host}, by the proxy settings.`]
      : [];
    const named =
      inquiry.proxy && error instanceof OdooError
        ? withFacts(error, { through: new URL(inquiry.url).host })
        : error;
    return failedBy(named, { evidence: [seen, ...through] });
  }
}
