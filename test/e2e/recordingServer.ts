import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a server, passes everything on, and remembers every secret that went through it in either direction. */
export interface RecordingServer {
  url: string;
  /** What was given out or presented so far: cookies of sessions, tokens, keys. For a JWT also its signature alone. */
  secrets(): string[];
  /** Which kinds of them there were: "set-cookie", "refresh_token", "authorization". */
  kinds(): string[];
  close(): Promise<void>;
}

/**
 * Opens it on loopback.
 * @param aliases what a client knows instead of the server's own words: the sandbox's passwords are too plain to be looked for
 */
export async function openRecordingServer(
  target: string,
  aliases: Readonly<Record<string, string>>,
): Promise<RecordingServer> {
  const known = new Map<string, string>();
  const note = (kind: string, secret: string): void => {
    if (secret.length < 16) return;
    known.set(secret, kind);
    const signature = /^eyJ[^.]+\.[^.]+\.([^.]{16,})$/.exec(secret)?.[1];
    if (signature !== undefined) known.set(signature, kind);
  };
  const front = createServer((incoming, outgoing) => {
    passOn(incoming, outgoing, { target, aliases, note }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    secrets: () => [...known.keys()],
    kinds: () => [...new Set(known.values())].sort(),
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        front.closeAllConnections();
      }),
  };
}

interface Way {
  target: string;
  aliases: Readonly<Record<string, string>>;
  note: (kind: string, secret: string) => void;
}

async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, way: Way): Promise<void> {
  const body = translated((await bytesOf(incoming)).toString('latin1'), way.aliases);
  noteRequest(incoming.headers, way.note);
  if (incoming.url?.endsWith('/repeat')) {
    repeat(incoming, outgoing);
    return;
  }
  const headers = requestHeaders(incoming.headers, way.aliases, body.length);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(way.target + (incoming.url ?? '/'), { method: incoming.method, headers });
    sent.once('response', resolve).once('error', reject).end(body, 'latin1');
    outgoing.once('close', () => sent.destroy());
  });
  const answered = await bytesOf(answer);
  noteAnswer(answer.headers, answered.toString('utf8'), way.note);
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
}

/** Some servers tell all they know about a request that broke them. */
function repeat({ headers, url }: IncomingMessage, outgoing: ServerResponse): void {
  const { authorization, cookie, 'x-api-key': key } = headers;
  const message = `This server repeats what it was sent to ${url ?? ''}: ${JSON.stringify({ authorization, cookie, key })}`;
  const trouble = { message, headers: { authorization, cookie, key } };
  outgoing.writeHead(500, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: trouble }));
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function translated(text: string, aliases: Readonly<Record<string, string>>): string {
  return Object.entries(aliases).reduce((done, [alias, own]) => done.replaceAll(alias, own), text);
}

/** What would have the answer compressed is left out, so that it can be read here. */
function requestHeaders(
  given: IncomingHttpHeaders,
  aliases: Readonly<Record<string, string>>,
  length: number,
): IncomingHttpHeaders {
  const headers = { ...given };
  delete headers['transfer-encoding'];
  delete headers['accept-encoding'];
  const basic = /^basic (.+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const named = translated(Buffer.from(basic, 'base64').toString('latin1'), aliases);
    headers.authorization = `Basic ${Buffer.from(named, 'latin1').toString('base64')}`;
  }
  if (length > 0) headers['content-length'] = String(length);
  return headers;
}

function noteRequest(headers: IncomingHttpHeaders, note: Way['note']): void {
  note('authorization', headers.authorization?.replace(/^\S+ /, '') ?? '');
  note('x-api-key', String(headers['x-api-key'] ?? ''));
  for (const pair of headers.cookie?.split(/; */) ?? []) note('cookie', pair.replace(/^[^=]*=/, ''));
}

function noteAnswer(headers: IncomingHttpHeaders, text: string, note: Way['note']): void {
  for (const cookie of headers['set-cookie'] ?? [])
    note('set-cookie', /^[^=]*=([^;]*)/.exec(cookie)?.[1] ?? '');
  const named = /"([a-z_]*(?:token|secret|session_id|password|api_key))"\s*:\s*"([^"]+)"/gi;
  for (const [, name = '', secret = ''] of text.matchAll(named)) note(name, secret);
  const [, csrf = ''] = /csrf_token["']?\s*(?:[:=]|value=)\s*["']([^"']+)/.exec(text) ?? [];
  note('csrf_token', csrf);
}
