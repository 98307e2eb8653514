import type { Connection } from '../../model/connection';
import type { ConnectionMonitor } from '../connectionMonitor';
import { pickConnection } from '../pickConnection';
import type { ConnectionStore } from '../storage/connectionStore';
import { connectionOf } from '../tree/nodes';

/** The connection a command was called on, as it is saved, else the one the person picks. */
export async function commandTarget(
  { store, monitor }: { store: ConnectionStore; monitor: ConnectionMonitor },
  argument: unknown,
  placeHolder: string,
): Promise<Connection | undefined> {
  const given = connectionOf(argument);
  return given ? (store.find(given.id) ?? given) : pickConnection(store, monitor, placeHolder);
}
