import type { ServerResponse } from 'node:http';
import type { SandboxReply } from './exchange';

/** Sends an answer, or as much of it as its fault lets through. */
export async function send(response: ServerResponse, reply: SandboxReply, headOnly: boolean): Promise<void> {
  const { status, body, broken } = reply;
  const bytes = Buffer.from(body);
  const headers = {
    Server: 'Werkzeug/3.1.3 Python/3.13.5 (Odoo API Explorer sandbox)',
    ...reply.headers,
    'X-Content-Type-Options': 'nosniff',
  };
  switch (broken) {
    case undefined:
      // 204 and 304 have no body, and no length.
      response.writeHead(
        status,
        status === 204 || status === 304 ? headers : { ...headers, 'Content-Length': bytes.length },
      );
      response.end(headOnly ? undefined : bytes);
      return;
    case 'atOnce':
      response.destroy();
      return;
    case 'notHttp':
      await raw(response, 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n');
      return;
    case 'midHeaders':
      await raw(response, `HTTP/1.1 ${status} OK\r\nServer: Werkzeug/3.1.3 Python/3.13.5\r\nContent-Ty`);
      return;
    case 'midBody':
      response.writeHead(status, { ...headers, 'Content-Length': bytes.length + 1000 });
      await new Promise<void>((resolve) => response.write(bytes, () => resolve()));
      response.destroy();
      return;
    case 'endless':
      response.writeHead(status, headers);
      await endless(response, bytes);
  }
}

/** Writes to the connection itself and ends it. */
async function raw({ socket }: ServerResponse, text: string): Promise<void> {
  if (socket === null || socket.destroyed) return;
  await new Promise<void>((resolve) => socket.write(text, () => resolve()));
  socket.destroy();
}

/** A gigabyte at most, so that not even a careless caller gets more. */
const mostChunks = 16_384;

async function endless(response: ServerResponse, first: Buffer): Promise<void> {
  const chunk = Buffer.alloc(65_536, ' ');
  response.write(first.subarray(0, Math.max(1, first.length - 2)));
  for (let sent = 0; sent < mostChunks && !response.destroyed; sent++) {
    if (!response.write(chunk)) await drained(response);
  }
  response.destroy();
}

/** Until more can be written, or nobody reads any more. */
async function drained(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
