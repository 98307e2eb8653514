/*
 * The parts of undici that are used, imported one by one: its index brings fetch, WebSocket, caches and mocks along, which
 * would nearly double the host bundle. undici is pinned to an exact version.
 */
declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici';
  export default Pool;
}
declare module 'undici/lib/core/connect.js' {
  import type { Socket } from 'node:net';
  import type { buildConnector as types } from 'undici';

  export type ConnectOptions = types.Options;
  /** Unlike undici's own type says, the socket is there at once, to be followed while it is being connected. */
  export type BuiltConnector = (
    options: ConnectOptions,
    callback: (error: Error | null, socket: Socket | null) => void,
  ) => Socket;
  export default function buildConnector(options: types.BuildOptions): BuiltConnector;
}
