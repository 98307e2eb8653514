import { Database } from './database';
import { addFoundations, addSequences } from './dataFoundations';
import { addMorePeople, addMoreProducts, addMoreSales } from './dataMore';
import { addKeys, addLogs, addPeople } from './dataPeople';
import { addProjects } from './dataProjects';
import { addProducts, addSales } from './dataSales';
import { addServer } from './dataServer';
import { addWork } from './dataWork';
import { keysOf } from './keys';
import { accessModels } from './modelsAccess';
import { accountModels } from './modelsAccount';
import { appModels } from './modelsApps';
import { baseModels } from './modelsBase';
import { contactModels } from './modelsContacts';
import { mailModels } from './modelsMail';
import { metaModels } from './modelsMeta';
import { moveModels } from './modelsMoves';
import { productModels } from './modelsProducts';
import { projectModels } from './modelsProject';
import { salesModels } from './modelsSales';
import { settingsModels } from './modelsSettings';
import { userModels } from './modelsUsers';
import { workModels } from './modelsWork';
import { seededRandom } from './seed';
import type { SandboxVersion } from './version';

const sources = [
  ...baseModels,
  ...userModels,
  ...contactModels,
  ...productModels,
  ...salesModels,
  ...accountModels,
  ...moveModels,
  ...projectModels,
  ...workModels,
  ...mailModels,
  ...settingsModels,
  ...appModels,
  ...metaModels,
  ...accessModels,
];

/** A database full of made-up records, the same at every start, as a version of Odoo would keep them. */
export function makeDatabase(name: string, version: SandboxVersion = '19'): Database {
  const models = sources.map((source) => source(version)).filter((model) => model !== undefined);
  const db = new Database(name, new Map(models.map((model) => [model.name, model])), version);
  const random = seededRandom(19);
  addPeople(db, random);
  addFoundations(db, seededRandom(3));
  addProducts(db, random);
  addSales(db, random);
  addProjects(db, random);
  // What came later has its own chance, so that the first records stay as they are.
  const chance = seededRandom(20);
  addMorePeople(db, chance);
  addMoreProducts(db, chance);
  addMoreSales(db, chance);
  addWork(db, chance);
  addKeys(db);
  addLogs(db);
  addSequences(db);
  addServer(db, models);
  keysOf(db);
  return db;
}
