import { takesDomain } from '../../src/domain/operators';
import { isRelational, operatorsFor } from '../../src/domain/operatorsFor';
import { commonRelativeDates } from '../../src/domain/relativeDates';
import type { Json } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';

export interface KnownModel {
  model: string;
  fields: FieldInfo[];
  /** A few records as they are, so that conditions meet some. */
  records: Record<string, Json>[];
}

/** Domains over the models of a server, by the types of their fields: what the visual builder can make, and more. */
export class ServerDomains {
  private readonly withRecords: readonly KnownModel[];

  constructor(
    private readonly random: () => number,
    private readonly models: readonly KnownModel[],
    private readonly version: number,
  ) {
    this.withRecords = models.filter(({ records }) => records.length > 0);
  }

  /** A model and a domain on it. */
  next(): { model: string; domain: Json[] } {
    const known = this.pick(this.withRecords);
    const terms = Array.from({ length: 1 + this.below(3) }, () => this.term(known, 0));
    return { model: known.model, domain: terms.flat() };
  }

  private term(known: KnownModel, depth: number): Json[] {
    if (depth < 3 && this.random() < 0.45) {
      const sign = this.pick(['&', '|', '|', '!']);
      const operands = Array.from({ length: sign === '!' ? 1 : 2 }, () => this.term(known, depth + 1));
      return [sign, ...operands.flat()];
    }
    if (this.random() < 0.03) return [[this.pick([0, 1]), '=', 1]];
    return [this.condition(known, depth, 0)];
  }

  private condition(known: KnownModel, depth: number, hops: number): Json[] {
    const field = this.pick(known.fields);
    const related = this.models.find(({ model }) => model === field.relation);
    if (related && hops < 2 && this.random() < 0.3) {
      const [path, ...rest] = this.condition(related, depth, hops + 1);
      return typeof path === 'string' ? [`${field.name}.${path}`, ...rest] : [path ?? null, ...rest];
    }
    const hierarchy = known.fields.some(({ name }) => name === 'parent_id');
    const choices = operatorsFor(field, this.version, hierarchy)
      .filter(({ operator }) => !/_of$/.test(operator) || this.hasParents(field, known))
      .filter(({ operator }) => !takesDomain(operator) || (related !== undefined && depth < 3));
    const choice = this.pick(choices);
    const { operator } = choice;
    if (choice.value !== undefined) return [field.name, operator, choice.value];
    if (takesDomain(operator) && related) return [field.name, operator, this.term(related, depth + 1)];
    if (operator.endsWith('like')) return [field.name, operator, this.pattern(field, known)];
    if (operator === 'in' || operator === 'not in') {
      return [field.name, operator, Array.from({ length: this.below(4) }, () => this.value(field, known))];
    }
    return [field.name, operator, this.value(field, known)];
  }

  private hasParents(field: FieldInfo, known: KnownModel): boolean {
    const comodel = field.name === 'id' ? known : this.models.find(({ model }) => model === field.relation);
    return comodel?.fields.some(({ name }) => name === 'parent_id') ?? false;
  }

  private pattern(field: FieldInfo, known: KnownModel): string {
    const real = this.real(field, known);
    const text = typeof real === 'string' && real !== '' ? real : 'a';
    const from = this.below(text.length);
    return this.pick([
      text.slice(from, from + 3),
      `%${text.slice(0, 2)}%`,
      'a_c',
      '100%',
      "it's",
      '"',
      '\\\\',
      'é',
      '😀',
      'مرحبا',
      '_',
    ]);
  }

  private value(field: FieldInfo, known: KnownModel): Json {
    const real = this.real(field, known);
    if (real !== undefined && real !== false && this.random() < 0.6) return real;
    if (isRelational(field.type)) return this.below(20) + 1;
    if (field.name === 'id') return this.below(60) + 1;
    switch (field.type) {
      case 'integer':
      case 'many2one_reference':
        return this.below(100) - 20;
      case 'float':
      case 'monetary':
        return this.pick([0, 0.5, -1.25, 1e3, 99.99]);
      case 'boolean':
        return this.random() < 0.5;
      case 'date':
        return this.date('date');
      case 'datetime':
        return this.date('datetime');
      case 'selection':
        return this.pick(field.selection?.map(([value]) => value) ?? ['']);
      default:
        return this.pick([
          '',
          'a',
          'A b',
          "O'Neil",
          'say "x"',
          'back\\slash',
          'line\nbreak',
          'tab\t',
          'ünï',
          '日本',
          '😀',
          '#no',
          '[x]',
          '1,2',
        ]);
    }
  }

  private date(type: 'date' | 'datetime'): string {
    const relative = commonRelativeDates(type).map(({ value }) => value);
    if (this.version >= 19 && this.random() < 0.4) return this.pick(relative);
    const day = `20${10 + this.below(20)}-0${1 + this.below(9)}-1${this.below(10)}`;
    return type === 'date' || this.random() < 0.3 ? day : `${day} 1${this.below(10)}:30:00`;
  }

  /** What one of the model's records has in the field, as a condition would hold it. */
  private real(field: FieldInfo, known: KnownModel): Json | undefined {
    if (known.records.length === 0) return undefined;
    const value = this.pick(known.records)[field.name];
    if (isRelational(field.type)) return Array.isArray(value) ? value[0] : undefined;
    return typeof value === 'object' ? undefined : value;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}
