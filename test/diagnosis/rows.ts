import type { Row } from './catalogue';
import { betweenRows } from './rowsBetween';
import { callRows } from './rowsCalls';
import { databaseRows } from './rowsDatabase';
import { keyRows } from './rowsKeys';
import { networkRows } from './rowsNetwork';
import { rightsRows } from './rowsRights';
import { serverRows } from './rowsServer';
import { signInRows } from './rowsSignIn';
import { spoiltRows } from './rowsSpoilt';

/** Every failure that a client can meet, by its number. */
export const rows: readonly Row[] = [
  ...networkRows,
  ...databaseRows,
  ...signInRows,
  ...keyRows,
  ...spoiltRows,
  ...serverRows,
  ...rightsRows,
  ...betweenRows,
  ...callRows,
].sort((a, b) => a.number - b.number);
