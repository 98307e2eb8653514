import type { Row } from './catalogue';
import { betweenRows } from './rowsBetween';
import { callRows } from './rowsCalls';
import { databaseRows } from './rowsDatabase';
import { networkRows } from './rowsNetwork';
import { rightsRows } from './rowsRights';
import { serverRows } from './rowsServer';
import { signInRows } from './rowsSignIn';

/** Every failure that a client can meet, by its number. */
export const rows: readonly Row[] = [
  ...networkRows,
  ...databaseRows,
  ...signInRows,
  ...serverRows,
  ...rightsRows,
  ...betweenRows,
  ...callRows,
].sort((a, b) => a.number - b.number);
