import { builtin, constraintError, keyError, PythonError, valueError } from './errors';
import type { Field } from './fields';
import type { Model, Right } from './model';
import { repr } from './python';
import { since } from './version';
import type { SandboxVersion } from './version';

/* What Odoo says no to in other words from version to version, as seen on the wire of 14, 16, 18 and 19. */

/** Odoo 14 to 17, odoo/models.py; 18 and 19, odoo/service/model.py get_public_method. */
export function unknownMethodMessage(version: SandboxVersion, model: string, method: string): string {
  return since(version, 18)
    ? `The method '${model}.${method}' does not exist`
    : `type object '${model}' has no attribute '${method}'`;
}

export function privateMethodMessage(version: SandboxVersion, model: string, method: string): string {
  const shown = since(version, 18) ? `'${model}.${method}'` : method;
  return `Private methods (such as ${shown}) cannot be called remotely.`;
}

export function unknownFieldRead(version: SandboxVersion, model: string, name: string): PythonError {
  return valueError(`Invalid field ${repr(name)} on ${since(version, 19) ? '' : 'model '}${repr(model)}`);
}

export function unknownFieldCreated(version: SandboxVersion, model: string, name: string): PythonError {
  return valueError(`Invalid field ${repr(name)} ${since(version, 19) ? 'in' : 'on model'} ${repr(model)}`);
}

export function unknownFieldWritten(version: SandboxVersion, model: string, name: string): PythonError {
  return since(version, 19)
    ? keyError(name)
    : valueError(`Invalid field ${repr(name)} on model ${repr(model)}`);
}

/** NotNullViolation: odoo/service/model.py retrying, before Odoo 15 check and convert. */
export function missingRequired(version: SandboxVersion, model: Model, field: Field): PythonError {
  if (since(version, 19)) {
    return constraintError(
      `Missing required value for the field '${field.label}' (${field.name}).\nModel: '${model.label}' (${model.name})\n` +
        '- create/update: a mandatory field is not set\n' +
        '- delete: another model requires the record being deleted, you can archive it instead\n',
    );
  }
  const where = [`Model: ${model.label} (${model.name})`, `Field: ${field.label} (${field.name})`];
  return violation(
    version,
    '\n- Create/update: a mandatory field is not set.\n' +
      '- Delete: another model requires the record being deleted. If possible, archive it instead.',
    where,
  );
}

/** ForeignKeyViolation: a record that others need, or one that is not there. */
export function inUse(version: SandboxVersion, model: Model, field: Field): PythonError {
  if (since(version, 19)) {
    return constraintError(
      'Another model is using the record you are trying to delete.\n\n' +
        `The troublemaker is: '${model.label}' (${model.name})\n` +
        `Thanks to the following constraint: '${field.label}' (${field.name})\n` +
        'How about archiving the record instead?',
    );
  }
  const key = `${model.name.replaceAll('.', '_')}_${field.name}_fkey`;
  return violation(
    version,
    ' another model requires the record being deleted. If possible, archive it instead.',
    [`Model: ${model.label} (${model.name})`, `Constraint: ${key}`],
  );
}

function violation(version: SandboxVersion, problem: string, where: string[]): PythonError {
  const place = since(version, 15) ? `${where.join('\n')}\n` : where.join(', ');
  return new PythonError(
    'odoo.exceptions.ValidationError',
    `The operation cannot be completed:${problem}\n\n${place}`,
    { status: 422 },
  );
}

/** A constraint of the database with words of its own, such as a login that is taken. */
export function brokenConstraint(version: SandboxVersion, message: string): PythonError {
  return since(version, 15)
    ? constraintError(message)
    : new PythonError('odoo.exceptions.ValidationError', message, { status: 422 });
}

const operations: Record<Right, string> = {
  read: 'access',
  write: 'modify',
  create: 'create',
  unlink: 'delete',
};

/** What a record rule hides: base/models/ir_rule.py _make_access_error. */
export function hiddenRecords(version: SandboxVersion, model: Model, right: Right, user: string): string {
  if (!since(version, 18)) {
    return (
      `Due to security restrictions, you are not allowed to ${operations[right]} '${model.label}' (${model.name}) records.\n\n` +
      'Contact your administrator to request access if necessary.'
    );
  }
  return (
    'Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n' +
    `Sorry, ${user} doesn't have '${right}' access to:\n- ${model.label} (${model.name})\n\n` +
    'If you really, really need access, perhaps you can win over your friendly administrator with a batch of freshly baked cookies.'
  );
}

/** A field that only a group may see: odoo/models.py check_field_access_rights, _check_field_access. */
export function hiddenField(
  version: SandboxVersion,
  model: Model,
  field: Field,
  operation: 'read' | 'write',
  uid: number,
  allowed: string,
): string {
  const where = `${model.label} (${model.name})`;
  if (since(version, 19)) {
    return (
      `You do not have enough rights to access the field "${field.name}" on ${where}. Please contact your system administrator.` +
      `\n\nOperation: ${operation}\nUser: ${uid}\nGroups: ${allowed}`
    );
  }
  if (since(version, 18)) {
    return (
      `You do not have enough rights to access the fields "${field.name}" on ${where}. Please contact your system administrator.` +
      `\n\nOperation: ${operation}\nUser: ${uid}\nFields:\n- ${field.name} (${allowed})`
    );
  }
  return (
    `The requested operation can not be completed due to security restrictions.\n\nDocument type: ${where}\n` +
    `Operation: ${operation}\nUser: ${uid}\nFields:\n- ${field.name} (${allowed})`
  );
}

/** Python 3.9, which Odoo 14 runs on, names no class in front of a method. */
export function callName(version: SandboxVersion, owner: string, method: string): string {
  return since(version, 16) ? `${owner}.${method}()` : `${method}()`;
}

export function noAttribute(message: string): PythonError {
  return builtin('AttributeError', message);
}

/** ensure_one(): "Expected singleton: res.users(1, 2)". @throws PythonError ValueError for none or several */
export function expectOne(model: Model, ids: readonly number[]): number {
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  throw valueError(`Expected singleton: ${model.name}(${ids.join(', ')})`);
}
