import type { WireExchange } from '../model/outcome';
import { secretMark } from './exchangeRecord';

/**
 * A request as a command for a POSIX shell. Where a secret stood it takes the one in the variable ODOO_SECRET, which is for the person to
 * set: `read -rs ODOO_SECRET`.
 */
export function curlCommand(exchange: WireExchange): string {
  const { method, url, requestHeaders, requestBody, requestLength } = exchange;
  const words = [
    `curl ${shellWord(url)}`,
    // Brackets and braces would be ranges.
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    ...methodWords(method, requestBody !== undefined),
    ...Object.entries(requestHeaders).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    // A body of its own makes curl say that it is a form.
    ...(requestBody !== undefined && !hasContentType(requestHeaders) ? ["-H 'Content-Type:'"] : []),
    ...(requestBody === undefined ? [] : [`--data-raw ${shellWord(requestBody)}`]),
  ];
  const command = words.join(' \\\n  ');
  return requestLength === undefined
    ? command
    : `# Only the start of the body stands here: ${requestLength} characters were sent.\n${command}`;
}

function methodWords(method: string, hasBody: boolean): string[] {
  if (method === 'HEAD') return ['--head'];
  return method === (hasBody ? 'POST' : 'GET') ? [] : [`-X ${shellWord(method)}`];
}

function hasContentType(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
}

/** Text as one word of the shell: nothing in single quotes means anything but itself. */
function shellWord(text: string): string {
  const parts = text.split(secretMark).map((part) => `'${part.replaceAll("'", String.raw`'\''`)}'`);
  return parts.join('"$ODOO_SECRET"').replace(/^''(?=")|(?<=")''$/g, '');
}
