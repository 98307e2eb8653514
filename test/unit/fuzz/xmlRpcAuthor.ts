import type { Json } from '../../../src/model/json';
import { Random } from './random';

/**
 * How a document is written: as Python's xmlrpc.client does; without any white space; or with everything XML allows, wherever it
 * allows it: white space, comments, character references, CDATA, tags with a space in them.
 */
export type Layout = 'python' | 'compact' | 'loose';

/** Makes up values, and writes them as answers. What a written document has to be read to is the value itself. */
export class XmlRpcAuthor extends Random {
  readonly #layout: Layout;

  constructor(seed: number, layout?: Layout) {
    super(seed);
    this.#layout = layout ?? this.pick<Layout>(['python', 'compact', 'loose']);
  }

  value(depth = 0): Json {
    const compound = depth < 4 ? (['array', 'struct', 'records'] as const) : [];
    switch (this.pick(['text', 'int', 'double', 'boolean', 'nil', ...compound])) {
      case 'int':
        return this.pick([
          0,
          1,
          -1,
          2 ** 31,
          this.below(4_000_000_000) - 2_000_000_000,
          -(2 ** 40) - this.below(9),
        ]);
      case 'double':
        return (this.fraction() - 0.5) * 10 ** this.below(12) + 0.25;
      case 'boolean':
        return this.fraction() < 0.5;
      case 'nil':
        return null;
      case 'array':
        return this.some(4, () => this.value(depth + 1));
      case 'struct':
        return this.struct(depth);
      case 'records': {
        const names = this.some(5, (index) => `${this.name()}${index}`);
        return this.some(5, () => Object.fromEntries(names.map((name) => [name, this.value(depth + 2)])));
      }
      default:
        return this.text();
    }
  }

  struct(depth = 0): { [name: string]: Json } {
    return Object.fromEntries(this.some(4, (index) => [`${this.name()}${index}`, this.value(depth + 1)]));
  }

  name(): string {
    return this.pick(['id', 'name', 'display_name', 'country_id', this.text()]);
  }

  text(): string {
    const signs = [
      'a',
      'Z',
      '0',
      ' ',
      '\n',
      '\t',
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      ']',
      'é',
      '日',
      '🧪',
      '&amp;',
      '<b>',
      '\u00a0',
    ] as const;
    return this.some(8, () => this.pick([...signs, 'a longer run of plain words'])).join('');
  }

  answer(value: Json): string {
    const s = (): string => this.#space();
    const head = this.pick(["<?xml version='1.0'?>\n", '', '<?xml version="1.0" encoding="UTF-8"?>\n']);
    return `${head}<methodResponse>${s()}<params>${s()}<param>${s()}${this.write(value)}${s()}</param>${s()}</params>${s()}</methodResponse>${s()}`;
  }

  write(value: Json): string {
    if (this.#layout !== 'loose') return `<value>${this.#typed(value)}</value>`;
    if (value === '') return this.pick(['<value/>', '<value></value>', '<value><string/></value>']);
    if (typeof value === 'string' && this.below(4) === 0) return `<value>${this.#text(value)}</value>`;
    return `<value${this.#inTag()}>${this.#space()}${this.#typed(value)}${this.#space()}</value${this.#inTag()}>`;
  }

  #typed(value: Json): string {
    const s = (): string => this.#space();
    if (value === null) return `<nil${this.#inTag()}/>`;
    if (Array.isArray(value)) {
      return `<array>${this.#layout === 'python' ? '' : s()}<data>${s()}${value.map((item) => this.write(item) + s()).join('')}</data>${this.#layout === 'python' ? '' : s()}</array>`;
    }
    switch (typeof value) {
      case 'boolean':
        return `<boolean>${value ? 1 : 0}</boolean>`;
      case 'number': {
        const type = Number.isInteger(value)
          ? this.#layout === 'loose'
            ? this.pick(['int', 'i4'])
            : 'int'
          : 'double';
        return `<${type}>${value}</${type}>`;
      }
      case 'string':
        return `<string>${this.#text(value)}</string>`;
      default:
        return `<struct>${s()}${Object.entries(value)
          .map(
            ([name, item]) =>
              `<member>${s()}<name>${this.#text(name)}</name>${s()}${this.write(item)}${s()}</member>${s()}`,
          )
          .join('')}</struct>`;
    }
  }

  #inTag(): string {
    return this.#layout === 'loose' ? this.pick(['', '', ' ', '\n']) : '';
  }

  #space(): string {
    if (this.#layout === 'python') return '\n';
    return this.#layout === 'compact'
      ? ''
      : this.pick(['', '\n', ' \n  ', '\t', '<!-- <value> -->', ' <!----> ']);
  }

  #text(text: string): string {
    const escaped = (part: string): string =>
      part.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    if (this.#layout !== 'loose') return escaped(text);
    return Array.from(text, (sign) => {
      const code = sign.codePointAt(0) ?? 0;
      const cdata = `<![CDATA[${sign}]]>`;
      return this.pick([escaped(sign), escaped(sign), `&#${code};`, `&#x${code.toString(16)};`, cdata]);
    }).join('');
  }
}

/** One of the ways a document breaks on its way. */
export function damage(xml: string, random: Random): string {
  const at = random.below(xml.length);
  const tags = [...xml.matchAll(/<[^>]+>/g)];
  const tag = tags[random.below(tags.length)];
  switch (random.below(8)) {
    case 0:
      return xml.slice(0, at);
    case 1:
      return xml.slice(0, at) + xml.slice(at + 1 + random.below(20));
    case 2:
      return tag ? xml.slice(0, tag.index) + xml.slice(tag.index + tag[0].length) : xml;
    case 3:
      return tag ? xml.slice(0, tag.index) + tag[0] + xml.slice(tag.index) : xml;
    case 4:
      return xml.replace(/<(int|i4|boolean|double)>[^<]*/, '<$1>x');
    case 5:
      return xml.replaceAll('value>', 'valeu>');
    case 6: {
      const sign = random.pick([
        '<',
        '>',
        '&',
        '/',
        ']',
        '0',
        ' ',
        '\0',
        '<value>',
        '</value>',
        ']]>',
        '<!--',
        '&#0;',
      ]);
      return xml.slice(0, at) + sign + xml.slice(at + random.below(2));
    }
    default:
      return xml.slice(0, at) + xml.slice(random.below(xml.length));
  }
}
