import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Remedy } from '../../model/problem';
import { assertFailed, OdooError } from '../../odoo/error';
import { readServerVersion } from '../../odoo/server';
import { dialTcp, endpoint, within } from '../dial';
import { failedBy, ok, withFacts, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** Ports that Odoo is mostly reached at: its own, and those of a web server before it. */
const usualPorts = [8069, 443, 80];
/** Milliseconds for a look at a neighboring port: one that answers does so at once. */
const glanceMs = 1500;

/** Of a name with more addresses, these are tried. */
const mostAddresses = 8;

/** Opens a connection to the server's port, or to the proxy's where one applies. Where that fails, looks at the ports beside it. */
export async function tcp(inquiry: Inquiry): Promise<Sighting> {
  const url = inquiry.proxy ?? inquiry.url;
  const { host, port } = endpoint(url);
  try {
    await dial(inquiry, url, inquiry.timeoutMs);
    return ok(
      inquiry.proxy
        ? t('the proxy {host}, port {port}, answers', { host, port })
        : t('port {port} answers', { port }),
      t('A program listens on port {port} of {host}, and nothing on the way blocks it.', { host, port }),
    );
  } catch (error) {
    assertFailed(error);
    if (inquiry.proxy) {
      const through = new URL(inquiry.url).host;
      return failedBy(withFacts(error, { through }), {
        evidence: [
          seen(error, inquiry, host, port),
          t('Requests to {through} go through the proxy {host}, by the proxy settings.', { through, host }),
        ],
      });
    }
    const { evidence, remedies } = await around(inquiry);
    return failedBy(error, { evidence: [seen(error, inquiry, host, port), ...evidence], remedies });
  }
}

function dial(inquiry: Inquiry, url: string, timeoutMs: number, address?: string): Promise<void> {
  const { host, port } = endpoint(url);
  const { signal } = inquiry;
  return inquiry.ask(
    t('TCP connection to {host}, port {port}', { host: address ?? host, port }),
    dialTcp({ url, timeoutMs, signal }, address),
    () => t('accepted'),
  );
}

function seen({ code }: OdooError, inquiry: Inquiry, host: string, port: number): string {
  switch (code) {
    case 'tcp.refused':
      return t('Connecting to port {port} of {host} was refused at once.', { host, port });
    case 'tcp.timeout':
      return t('Port {port} of {host} did not answer within {seconds} s.', {
        host,
        port,
        seconds: inquiry.timeoutMs / 1000,
      });
    default:
      return t('Connecting to port {port} of {host} failed.', { host, port });
  }
}

/** What does answer: the usual ports of the same host, and each of its addresses. */
async function around(inquiry: Inquiry): Promise<{ evidence: string[]; remedies: Remedy[] }> {
  const { host, port } = endpoint(inquiry.url);
  const { hostname } = new URL(inquiry.url);
  const patience = Math.min(glanceMs, inquiry.timeoutMs);
  const ports = usualPorts.filter((one) => one !== port);
  const open = await Promise.all(
    ports.map(async (one) => ((await answers(inquiry, `http://${hostname}:${one}`, patience)) ? [one] : [])),
  );
  const evidence: string[] = [];
  const remedies: Remedy[] = [];
  for (const one of open.flat()) {
    const found = await odooAt(inquiry, hostname, one);
    if (found) {
      evidence.push(t('At {url}, Odoo {version} answers.', found));
      remedies.push({
        text: t('Use {url}, where Odoo {version} answers.', found),
        action: { kind: 'useAddress', url: found.url },
      });
    } else {
      evidence.push(t('Port {port} of {host} does answer.', { host, port: one }));
    }
  }
  if (open.flat().length === 0) {
    evidence.push(t('Ports {ports} of {host} do not answer either.', { host, ports: ports.join(', ') }));
  }
  const [better] = await answeringAddresses(inquiry, patience);
  if (better) {
    const { protocol } = new URL(inquiry.url);
    const url = `${protocol}//${better.includes(':') ? `[${better}]` : better}:${port}`;
    evidence.push(
      t('Port {port} does answer at {address}, another address of {host}.', { port, address: better, host }),
    );
    remedies.push({ text: t('Use {url}.', { url }), action: { kind: 'useAddress', url } });
  }
  return { evidence, remedies };
}

async function answers(inquiry: Inquiry, url: string, timeoutMs: number, address?: string): Promise<boolean> {
  try {
    await dial(inquiry, url, timeoutMs, address);
    return true;
  } catch (error) {
    if (error instanceof OdooError && error.code !== 'call.cancelled') return false;
    throw error;
  }
}

/** Odoo at a port that answers, under the scheme that fits. Nothing but the version is asked. */
async function odooAt(
  inquiry: Inquiry,
  hostname: string,
  port: number,
): Promise<{ url: string; version: string } | undefined> {
  const scheme = port === 443 ? 'https' : 'http';
  const standard = port === 443 || port === 80;
  const url = `${scheme}://${hostname}${standard ? '' : `:${port}`}`;
  try {
    const version = await within(
      { url, timeoutMs: Math.min(glanceMs, inquiry.timeoutMs), signal: inquiry.signal },
      readServerVersion(url, inquiry.exchange),
    );
    return { url, version: version.text };
  } catch (error) {
    assertFailed(error);
    return undefined;
  }
}

/** For a name: those of its addresses, one by one, that take the connection. A name on this computer may mean ::1 as well as 127.0.0.1. */
async function answeringAddresses(inquiry: Inquiry, timeoutMs: number): Promise<string[]> {
  const { host } = endpoint(inquiry.url);
  if (isIP(host)) return [];
  const entries = await within(inquiry, lookup(host, { all: true })).catch(() => []);
  const addresses = [
    ...new Set(entries.map((entry) => entry.address)),
    ...(host === 'localhost' ? ['127.0.0.1'] : []),
  ];
  const found: string[] = [];
  for (const address of [...new Set(addresses)].slice(0, mostAddresses)) {
    if (await answers(inquiry, inquiry.url, timeoutMs, address)) found.push(address);
  }
  return found;
}
