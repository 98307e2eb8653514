import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * How a connection is cut on a request: before the server gets it, when the server has it whole and works on it, or when its answer has
 * begun, and so its transaction has ended.
 */
export type Cut = 'unsent' | 'working' | 'answered';

/** A TCP proxy on this computer that can cut the connection on chosen requests. */
export class CutProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #matches: (request: string) => boolean;
  /** By the number of a matching request from 0. */
  readonly cuts = new Map<number, Cut>();
  /** How many matching requests came. */
  seen = 0;
  url = '';

  /** @param matches whether a request, headers and body, is one of those that are counted */
  constructor(target: string, matches: (request: string) => boolean) {
    const { hostname, port } = new URL(target);
    this.#matches = matches;
    this.#server = createServer((client) => this.#serve(client, hostname, Number(port)));
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(client: Socket, host: string, port: number): void {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    }
    let pending = Buffer.alloc(0);
    let cut: Cut | undefined;
    client.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      for (let length = wholeRequest(pending); length > 0; length = wholeRequest(pending)) {
        const request = pending.subarray(0, length);
        pending = pending.subarray(length);
        cut = this.#matches(request.toString('utf8')) ? this.cuts.get(this.seen++) : undefined;
        if (cut === 'unsent') {
          client.destroy();
          upstream.destroy();
          return;
        }
        upstream.write(request);
        // The server keeps its side until it has answered.
        if (cut === 'working') client.destroy();
      }
    });
    upstream.on('data', (chunk) => {
      if (cut === 'answered') {
        client.destroy();
        upstream.destroy();
      } else if (!client.destroyed) client.write(chunk);
    });
    upstream.once('close', () => client.destroy());
    client.once('close', () => {
      if (cut !== 'working') upstream.destroy();
    });
  }
}

/** The length of the first request where it is there whole, else 0. */
function wholeRequest(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return 0;
  const length = Number(/content-length:\s*(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? 0);
  return bytes.length >= end + 4 + length ? end + 4 + length : 0;
}
