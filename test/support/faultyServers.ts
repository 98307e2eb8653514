import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import { join } from 'node:path';

/** A server on loopback for one test. */
export interface LocalServer {
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Certificates that only tests see; their keys guard nothing. Each is of its own making, for the names its own file says. */
export type TestCertificate = 'selfSigned' | 'otherName' | 'expired';

/** Key and certificate of one file in test/support/certificates. */
export function certificate(name: TestCertificate): { pem: string; file: string } {
  const file = join(import.meta.dirname, 'certificates', `${name}.pem`);
  return { pem: readFileSync(file, 'utf8'), file };
}

export function serveHttp(handle: http.RequestListener): Promise<LocalServer> {
  return listen(http.createServer(handle), 'http');
}

export function serveHttps(name: TestCertificate, handle: http.RequestListener): Promise<LocalServer> {
  const { pem } = certificate(name);
  return listen(https.createServer({ key: pem, cert: pem }, handle), 'https');
}

/** Answers with a page that has nothing to do with Odoo. */
export function page(title: string): http.RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><html><head><title>${title}</title></head><body>Hello.</body></html>`);
  };
}

/** Sends every request on to the same path elsewhere, as a web server that insists on https does. */
export function redirectTo(origin: string, status = 301): http.RequestListener {
  return (request, response) => {
    response.writeHead(status, { location: origin + (request.url ?? '/') });
    response.end();
  };
}

/** Passes every request on to a server on loopback, as a web server in front of Odoo does. */
export function forwardTo(target: string): http.RequestListener {
  return (request, response) => {
    const onward = http.request(
      target + (request.url ?? '/'),
      { method: request.method ?? 'GET', headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  };
}

/** Takes connections and does with them what a test says; without a word, nothing at all. */
export function serveTcp(handle: (socket: net.Socket) => void = () => undefined): Promise<LocalServer> {
  return listen(net.createServer(handle), 'http');
}

/** A port on loopback that nothing listens on: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await serveTcp();
  await server.close();
  return server.port;
}

async function listen(server: net.Server, scheme: 'http' | 'https'): Promise<LocalServer> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
