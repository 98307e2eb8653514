import { Database } from './database';
import { addPeople } from './dataPeople';
import { addProducts, addSales } from './dataSales';
import { addProjects } from './dataProjects';
import type { Cell } from './fields';
import { textOf } from './model';
import type { Model } from './model';
import { baseModels } from './modelsBase';
import { metaModels } from './modelsMeta';
import { projectModels } from './modelsProject';
import { salesModels } from './modelsSales';
import { seededRandom } from './seed';
import type { SandboxVersion } from './version';

/** A database full of made-up records, the same at every start. */
export function makeDatabase(name: string, version: SandboxVersion = '19'): Database {
  const models = [...baseModels, ...salesModels, ...projectModels, ...metaModels];
  const db = new Database(name, new Map(models.map((model) => [model.name, model])), version);
  const random = seededRandom(19);
  addPeople(db, random);
  addProducts(db, random);
  addSales(db, random);
  addProjects(db, random);
  addMeta(db, models);
  return db;
}

/** ir.model and ir.model.fields, from the models themselves. */
function addMeta(db: Database, models: Model[]): void {
  for (const model of models) {
    const state: Record<string, Cell> = { state: 'base', modules: model.module };
    const id = db.insert('ir.model', {
      ...state,
      model: model.name,
      name: model.label,
      order: model.order,
      transient: model.transient,
    });
    for (const field of model.fields.values()) {
      db.insert('ir.model.fields', {
        ...state,
        name: field.name,
        model: model.name,
        model_id: id,
        field_description: field.label,
        ttype: field.type,
        relation: textOf(field.relation),
        relation_field: textOf(field.inverse),
        help: textOf(field.help),
        required: field.required ?? false,
        readonly: field.readonly ?? false,
        store: field.stored ?? true,
        copied: field.copied ?? true,
        translate: field.translate ?? false,
      });
    }
  }
}
