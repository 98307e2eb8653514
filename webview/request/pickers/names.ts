import { signal } from '@preact/signals';
import type { Draft } from '../../../src/model/draft';
import type { SchemaStore } from '../schemaStore';
import { fieldAt, type PathSign } from './fieldOptions';
import { fieldOfSpec } from './groupOptions';

/** The parts of a draft that are lists of names. */
export type NamePart = 'fields' | 'groupBy' | 'aggregates' | 'attributes';
const parts: readonly NamePart[] = ['fields', 'groupBy', 'aggregates', 'attributes'];

/** What fields_get tells of a field (Odoo 14 and 19, odoo/fields.py, Field.get_description). */
export const fieldAttributes: [string, string][] = [
  ['string', 'Label'],
  ['type', 'Type'],
  ['help', 'Help'],
  ['required', 'Whether it must have a value'],
  ['readonly', 'Whether it is shown only'],
  ['store', 'Whether it is a column'],
  ['relation', 'Related model'],
  ['relation_field', 'Field of the related model that leads back'],
  ['selection', 'Choices'],
  ['domain', 'Domain of the records to choose from'],
  ['context', 'Context for them'],
  ['searchable', 'Whether a filter may name it'],
  ['sortable', 'Whether an order may name it'],
  ['groupable', 'Whether records can be grouped by it'],
  ['aggregator', 'How a group sums it up, from Odoo 18 on'],
  ['group_operator', 'How a group sums it up, up to Odoo 17'],
  ['currency_field', 'Field of its currency'],
  ['digits', 'Digits before and after the point'],
  ['size', 'Longest text'],
  ['translate', 'Whether it is translated'],
  ['depends', 'Fields it is computed from'],
  ['related', 'Field it mirrors'],
  ['company_dependent', 'Whether each company has its own value'],
  ['change_default', 'Whether defaults depend on it'],
  ['groups', 'Groups that may see it'],
];

/** Between the steps of a path in the fields of an operation. */
export function pathSignOf(operation: Draft['operation']): PathSign {
  return operation === 'exportData' || operation === 'load' ? '/' : '.';
}

/** The lists of names of a form, and what is typed beside them and is in none of them yet. */
export class Names {
  readonly #draft: () => Draft;
  readonly #update: (change: Partial<Draft>) => void;
  readonly #schema: SchemaStore;
  readonly typed = signal<Record<NamePart, string>>({
    fields: '',
    groupBy: '',
    aggregates: '',
    attributes: '',
  });

  constructor(draft: () => Draft, update: (change: Partial<Draft>) => void, schema: SchemaStore) {
    this.#draft = draft;
    this.#update = update;
    this.#schema = schema;
  }

  input(part: NamePart, text: string): void {
    this.typed.value = { ...this.typed.value, [part]: text };
  }

  /** Adds names that are separated by commas or spaces. */
  add(part: NamePart, text: string): void {
    this.input(part, '');
    const names = text.split(/[\s,]+/).filter(Boolean);
    if (names.length > 0) this.#update({ [part]: [...new Set([...this.#draft()[part], ...names])] });
  }

  /** A whole name that was typed and then left counts as chosen; half a name stays to be finished. */
  take(part: NamePart): void {
    const typed = this.typed.value[part].trim();
    if (this.#isWhole(part, typed)) this.add(part, typed);
  }

  takeAll(): void {
    for (const part of parts) this.take(part);
  }

  #isWhole(part: NamePart, name: string): boolean {
    const known = (model?: string) => this.#schema.knownFields(model);
    switch (part) {
      case 'fields':
        return fieldAt(known, name, pathSignOf(this.#draft().operation)) !== undefined;
      case 'groupBy':
      case 'aggregates':
        return !name.endsWith(':') && fieldAt(known, fieldOfSpec(name)) !== undefined;
      case 'attributes':
        return fieldAttributes.some(([each]) => each === name);
    }
  }
}
