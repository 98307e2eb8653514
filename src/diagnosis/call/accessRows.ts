import type { Json, JsonObject } from '../../model/json';
import type { Right } from './asked';
import { isAtLeast, numbers, text, type Questions } from './questions';

/** A row that gives a right on a model to a group, or to everyone where it names none. */
export interface Grant {
  name: string;
  group: { id: number; name: string } | undefined;
}

/** A rule about which records of a model a right is for. */
export interface RecordRule {
  name: string;
  /** Groups by id; for everyone when empty. */
  groups: number[];
  /** As Odoo keeps it: Python text. */
  domain: string;
}

/** From 19.4 on one model holds both the rows and the rules (odoo/odoo#166359). */
function isOneModel(questions: Questions): boolean {
  const { version } = questions.known;
  return version !== undefined && isAtLeast(version, 19, 4);
}

/** Who is given a right on a model; undefined where the user may not read that, as most users may not. */
export async function grantsOf(
  questions: Questions,
  model: string,
  right: Right,
): Promise<Grant[] | undefined> {
  const rows = isOneModel(questions)
    ? await accesses(questions, model, 'permission', right)
    : await questions.rows({
        operation: 'searchRead',
        model: 'ir.model.access',
        domain: [
          ['model_id.model', '=', model],
          [`perm_${right}`, '=', true],
        ],
        fields: ['name', 'group_id'],
      });
  return rows?.map((row) => ({ name: text(row['name']), group: reference(row['group_id']) }));
}

/** The active rules about a right on a model; undefined where the user may not read them. */
export async function rulesOf(
  questions: Questions,
  model: string,
  right: Right,
): Promise<RecordRule[] | undefined> {
  if (isOneModel(questions)) {
    const rows = await accesses(questions, model, undefined, right);
    return rows
      ?.filter((row) => row['kind'] === 'restriction' || text(row['domain']) !== '')
      .map((row) => {
        const group = reference(row['group_id']);
        return { name: text(row['name']), groups: group ? [group.id] : [], domain: text(row['domain']) };
      });
  }
  const rows = await questions.rows({
    operation: 'searchRead',
    model: 'ir.rule',
    domain: [
      ['model_id.model', '=', model],
      ['active', '=', true],
      [`perm_${right}`, '=', true],
    ],
    fields: ['name', 'groups', 'domain_force'],
  });
  return rows?.map((row) => ({
    name: text(row['name']),
    groups: numbers(row['groups']),
    domain: text(row['domain_force']),
  }));
}

/** The right's letter in ir.access: read, write, create, delete. */
const letters: Record<Right, string> = { read: 'r', write: 'w', create: 'c', unlink: 'd' };

async function accesses(
  questions: Questions,
  model: string,
  kind: string | undefined,
  right: Right,
): Promise<JsonObject[] | undefined> {
  const domain: Json[] = [['model_id.model', '=', model], ...(kind ? [['kind', '=', kind]] : [])];
  const rows = await questions.rows({
    operation: 'searchRead',
    model: 'ir.access',
    domain,
    fields: ['name', 'group_id', 'operation', 'domain', 'kind'],
  });
  return rows?.filter((row) => text(row['operation']).includes(letters[right]));
}

function reference(value: Json | undefined): Grant['group'] {
  if (!Array.isArray(value)) return undefined;
  const [id, name] = value;
  return typeof id === 'number' ? { id, name: text(name) } : undefined;
}
