import * as http from 'node:http';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { closedPort } from '../support/faultyServers';
import { atEnd, startNginx } from '../support/programServers';
import type { Issued } from '../support/authority';

/** The lines that have nginx pass a request on as it came. */
export function passTo(upstream: string): string {
  return `proxy_pass ${upstream}; proxy_http_version 1.1; proxy_set_header Host $http_host;`;
}

export interface Front {
  url: string;
  port: number;
}

/**
 * nginx on a port of its own.
 * @param body what stands in its server block
 * @param secure the certificate it shows; plain http without
 */
export async function nginx(body: string, secure?: Issued): Promise<Front> {
  const port = await closedPort();
  const tls = secure ? `ssl_certificate ${secure.certificate}; ssl_certificate_key ${secure.key};` : '';
  await startNginx(`server { listen 127.0.0.1:${port}${secure ? ' ssl' : ''}; ${tls} ${body} }`, port);
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`, port };
}

/** nginx that passes everything on, with further lines of configuration for it. */
export function nginxInFront(upstream: string, lines = ''): Promise<Front> {
  return nginx(`location / { ${passTo(upstream)} ${lines} }`);
}

export interface Rewrite {
  /** What becomes of a request's headers and body. */
  request?: (request: { path: string; headers: http.IncomingHttpHeaders; body: string }) => {
    headers?: http.OutgoingHttpHeaders;
    body?: string;
  };
  /** An answer in place of the server's; undefined leaves it to the server. */
  answer?: (request: {
    path: string;
    body: string;
  }) => { status: number; type: string; body: string } | undefined;
}

/** A server in between that changes what goes through it. */
export async function inBetween(target: string, rewrite: Rewrite): Promise<string> {
  const server = http.createServer((incoming, response) => {
    void passOn(incoming, response, target, rewrite).catch(() => response.destroy());
  });
  return `http://127.0.0.1:${await listenUntilEnd(server)}`;
}

async function passOn(
  incoming: http.IncomingMessage,
  response: http.ServerResponse,
  target: string,
  { request, answer }: Rewrite,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const path = incoming.url ?? '/';
  const body = Buffer.concat(chunks).toString();
  const own = answer?.({ path, body });
  if (own) {
    response.writeHead(own.status, { 'content-type': own.type }).end(own.body);
    return;
  }
  const changed = request?.({ path, headers: incoming.headers, body }) ?? {};
  const sent = changed.body ?? body;
  const headers: http.OutgoingHttpHeaders = {
    ...(changed.headers ?? incoming.headers),
    'content-length': Buffer.byteLength(sent),
  };
  delete headers['transfer-encoding'];
  const onward = http.request(target + path, { method: incoming.method ?? 'GET', headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  onward.end(sent);
}

/** A proxy through which every host name leads to the same server: for names that are not ours, such as Odoo Online's. */
export async function everyHostIs(target: string): Promise<string> {
  const { port: to } = new URL(target);
  const server = http.createServer((incoming, response) => {
    const { pathname, search } = new URL(incoming.url ?? '/', target);
    const onward = http.request(
      `${target}${pathname}${search}`,
      { method: incoming.method ?? 'GET', headers: incoming.headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (_request, client: net.Socket) => {
    const onward = net.connect(Number(to), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(onward).pipe(client);
    });
    onward.on('error', () => client.destroy());
    client.on('error', () => onward.destroy());
    client.on('close', () => onward.destroy());
  });
  return `http://127.0.0.1:${await listenUntilEnd(server)}`;
}

async function listenUntilEnd(server: http.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  atEnd(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  );
  return (server.address() as AddressInfo).port;
}

/** A server in between that passes everything on until it is told to hold: then requests are taken and never answered. */
export async function holdable(target: string): Promise<{ url: string; hold: () => void }> {
  let held = false;
  const server = http.createServer((incoming, response) => {
    if (held) incoming.resume();
    else void passOn(incoming, response, target, {}).catch(() => response.destroy());
  });
  const url = `http://127.0.0.1:${await listenUntilEnd(server)}`;
  return { url, hold: () => (held = true) };
}
