import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { KnownMember, KnownMembers } from './xmlRpcMember';
import { readPlainScalar } from './xmlRpcPlain';
import { isScalarType, readScalar } from './xmlRpcScalars';
import { XmlCursor } from './xmlRpcText';

/** An XML-RPC answer: a value, or a fault. */
export type XmlRpcAnswer =
  { ok: true; value: Json } | { ok: false; faultCode: number | string; faultString: string };

/** Deeper than any Odoo value, and far from the depth at which those who walk through the value would give way. */
const maxDepth = 500;

/** What comes next. */
type State =
  | 'start'
  | 'outline'
  | 'open'
  | 'content'
  | 'text'
  | 'scalar'
  | 'close'
  | 'data'
  | 'item'
  | 'arrayEnd'
  | 'member'
  | 'nameTag'
  | 'name'
  | 'memberEnd'
  | 'end'
  | 'done';

/** What a value becomes part of: the list it goes to, or the struct and the member it becomes. */
interface Frame {
  items: Json[] | undefined;
  struct: JsonObject | undefined;
  member: KnownMember;
}

const lineFeed = 10;

/**
 * One methodResponse being decoded: a machine with a stack of its own, so that it can stop anywhere and go on later, and so that no
 * nesting is too deep for it. What Python's xmlrpc.client writes, and so Odoo, takes the `plain` way, which compares whole runs of
 * tags at once; everything else that XML allows takes the other, tag by tag, to the same values.
 */
export class XmlRpcDecoding {
  readonly #xml: string;
  readonly #cursor: XmlCursor;
  readonly #names = new KnownMembers();
  readonly #frames: Frame[] = [];
  #state: State = 'start';
  /** At most one of the two: what the next value becomes part of. */
  #items: Json[] | undefined;
  #struct: JsonObject | undefined;
  /** The member being read, or the one before it. */
  #member = new KnownMember('');
  /** The scalar being read, and where it or a name starts. */
  #type = '';
  #from = 0;
  /** The value whose end is being read; at last the whole answer's. */
  #value: Json = null;
  #opening = ['methodResponse', 'params', 'param'];
  #closing = ['param', 'params', 'methodResponse'];
  #isFault = false;

  constructor(xml: string) {
    this.#xml = xml;
    this.#cursor = new XmlCursor(xml);
  }

  /**
   * Goes on for about as many characters; whether the answer is complete.
   * @throws XmlRpcSyntaxError
   */
  advance(characters: number): boolean {
    const cursor = this.#cursor;
    cursor.stop = cursor.at + Math.max(1, characters);
    while (this.#state !== 'done' && cursor.at < cursor.stop) {
      if (!this.#step()) break;
    }
    return this.#state === 'done';
  }

  /** Of a complete answer. @throws XmlRpcSyntaxError for a fault without its code and text */
  get answer(): XmlRpcAnswer {
    if (this.#state !== 'done') throw this.#cursor.error('The answer is not read yet');
    if (!this.#isFault) return { ok: true, value: this.#value };
    const { faultCode, faultString } = isJsonObject(this.#value) ? this.#value : {};
    if ((typeof faultCode !== 'number' && typeof faultCode !== 'string') || typeof faultString !== 'string') {
      throw this.#cursor.error('A fault without its code and text');
    }
    return { ok: false, faultCode, faultString };
  }

  /** Reads one small part; false where the share ended in the middle of it. */
  #step(): boolean {
    const cursor = this.#cursor;
    switch (this.#state) {
      case 'content':
        return this.#plainContent() || this.#go('text', cursor.at);
      case 'member':
        return this.#plainMember() || (cursor.skipSpace() && this.#memberOrEnd());
      case 'item':
        return this.#plainItem() || (cursor.skipSpace() && this.#itemOrEnd());
      case 'text':
        return cursor.readText() && this.#untypedOrType();
      case 'scalar':
        return cursor.readText() && this.#scalarEnd();
      case 'name':
        return cursor.readText() && this.#nameEnd();
      case 'start':
        cursor.skipDeclaration();
        return this.#go('outline');
      case 'done':
        return false;
      default:
        return cursor.skipSpace() && this.#tag(this.#state);
    }
  }

  /** The tags that have to come, and never differ. */
  #tag(state: 'outline' | 'open' | 'close' | 'data' | 'arrayEnd' | 'nameTag' | 'memberEnd' | 'end'): true {
    const cursor = this.#cursor;
    switch (state) {
      case 'outline':
        return this.#outline();
      case 'open':
        return this.#openValue(cursor.readTag('<value>', '<value/>'));
      case 'close':
        cursor.readTag('</value>');
        return this.#give(this.#value);
      case 'data':
        return this.#go(cursor.readTag('<data>', '<data/>') === '<data>' ? 'item' : 'arrayEnd');
      case 'arrayEnd':
        cursor.readTag('</array>');
        this.#value = this.#leave();
        return this.#go('close');
      case 'nameTag':
        if (cursor.readTag('<name>', '<name/>') === '<name>') return this.#go('name', cursor.at);
        return this.#named('', '');
      case 'memberEnd':
        cursor.readTag('</member>');
        return this.#go('member');
      case 'end':
        return this.#end();
    }
  }

  #outline(): true {
    const cursor = this.#cursor;
    const next = this.#opening.shift();
    if (next !== 'params') cursor.readTag(`<${next ?? ''}>`);
    else if (cursor.readTag('<params>', '<fault>') === '<fault>') {
      this.#isFault = true;
      this.#opening = [];
      this.#closing = ['fault', 'methodResponse'];
    }
    return this.#go(this.#opening.length > 0 ? 'outline' : 'open');
  }

  #end(): true {
    const cursor = this.#cursor;
    const next = this.#closing.shift();
    if (next !== undefined) {
      cursor.readTag(`</${next}>`);
      return this.#go('end');
    }
    if (cursor.at < this.#xml.length) throw cursor.error('Unexpected text after the answer');
    return this.#go('done');
  }

  #openValue(tag: string): true {
    return tag === '<value>' ? this.#go('content') : this.#give('');
  }

  #itemOrEnd(): true {
    const tag = this.#cursor.readTag('<value>', '<value/>', '</data>');
    return tag === '</data>' ? this.#go('arrayEnd') : this.#openValue(tag);
  }

  #memberOrEnd(): true {
    if (this.#cursor.readTag('<member>', '</struct>') === '<member>') return this.#go('nameTag');
    this.#value = this.#leave();
    return this.#go('close');
  }

  #nameEnd(): true {
    const cursor = this.#cursor;
    const raw = this.#xml.slice(this.#from, cursor.at);
    const name = cursor.takeText();
    cursor.readTag('</name>');
    return this.#named(name, raw);
  }

  #named(name: string, raw: string): true {
    const member = this.#names.named(name, raw);
    this.#member.next = member;
    this.#member = member;
    return this.#go('open');
  }

  /** A value without a type is a string, white space included; before a type there may be nothing else. */
  #untypedOrType(): true {
    const cursor = this.#cursor;
    const text = cursor.takeText();
    if (this.#xml.startsWith('</', cursor.at)) {
      cursor.readTag('</value>');
      return this.#give(text);
    }
    if (/[^ \t\r\n]/.test(text)) throw cursor.error('Text beside a typed value', this.#from);
    const start = cursor.at;
    const tag = cursor.readTag();
    switch (tag) {
      case '<struct>':
        return this.#enter(undefined, {});
      case '<array>':
        this.#enter([], undefined);
        return this.#go('data');
      case '<struct/>':
        this.#value = {};
        return this.#go('close');
      case '<string/>':
      case '<base64/>':
        this.#value = '';
        return this.#go('close');
      case '<nil/>':
      case '<ex:nil/>':
        this.#value = null;
        return this.#go('close');
    }
    this.#type = tag.slice(1, -1);
    if (!isScalarType(this.#type)) throw cursor.error(`Not a type of value: ${tag.slice(0, 40)}`, start);
    return this.#go('scalar', cursor.at);
  }

  #scalarEnd(): true {
    const cursor = this.#cursor;
    const text = cursor.takeText();
    const value = readScalar(this.#type, text);
    if (value === undefined) {
      throw cursor.error(`Not a valid <${this.#type}>: "${text.slice(0, 40)}"`, this.#from);
    }
    cursor.readTag(`</${this.#type}>`);
    this.#value = value;
    return this.#go('close');
  }

  /** Takes a scalar with both its tags in one go, or enters a list or struct; false where anything is unlike. */
  #plainContent(): boolean {
    const cursor = this.#cursor;
    const value = readPlainScalar(cursor);
    if (value !== undefined) return this.#give(value);
    const struct = this.#xml.startsWith('<struct>\n', cursor.at);
    if (!struct && !this.#xml.startsWith('<array><data>\n', cursor.at)) return false;
    cursor.at += struct ? 9 : 14;
    return struct ? this.#enter(undefined, {}) : this.#enter([], undefined);
  }

  /** Takes the beginning of the member that followed the last one before, or the struct's end. */
  #plainMember(): boolean {
    const cursor = this.#cursor;
    const next = this.#member.next;
    if (next?.opening !== undefined && this.#xml.startsWith(next.opening, cursor.at)) {
      cursor.at += next.opening.length;
      this.#member = next;
      return this.#go('content');
    }
    if (!this.#xml.startsWith('</struct></value>', cursor.at)) return false;
    return this.#take(this.#leave(), cursor.at + 17);
  }

  #plainItem(): boolean {
    const cursor = this.#cursor;
    if (this.#xml.startsWith('<value>', cursor.at)) {
      cursor.at += 7;
      return this.#go('content');
    }
    if (!this.#xml.startsWith('</data></array></value>', cursor.at)) return false;
    return this.#take(this.#leave(), cursor.at + 23);
  }

  #enter(items: Json[] | undefined, struct: JsonObject | undefined): true {
    if (this.#frames.length >= maxDepth) throw this.#cursor.error('Values nested too deeply');
    this.#frames.push({ items: this.#items, struct: this.#struct, member: this.#member });
    this.#items = items;
    this.#struct = struct;
    if (struct) this.#member = this.#member.inside;
    return this.#go(struct ? 'member' : 'item');
  }

  /** What was built since the last enter. */
  #leave(): Json {
    const value = this.#items ?? this.#struct ?? null;
    const frame = this.#frames.pop();
    if (!frame) throw this.#cursor.error('An end without its beginning');
    this.#items = frame.items;
    this.#struct = frame.struct;
    this.#member = frame.member;
    return value;
  }

  /** A value that ends before `at`. */
  #take(value: Json, at: number): true {
    this.#cursor.at = at;
    return this.#give(value);
  }

  /** Makes a complete value part of what it is in. */
  #give(value: Json): true {
    const cursor = this.#cursor;
    if (this.#struct) {
      setMember(this.#struct, this.#member, value);
      if (!this.#xml.startsWith('\n</member>\n', cursor.at)) return this.#go('memberEnd');
      cursor.at += 11;
      return this.#go('member');
    }
    if (this.#items) {
      this.#items.push(value);
      if (this.#xml.charCodeAt(cursor.at) === lineFeed) cursor.at++;
      return this.#go('item');
    }
    this.#value = value;
    return this.#go('end');
  }

  #go(state: State, from = this.#from): true {
    this.#state = state;
    this.#from = from;
    return true;
  }
}

/** A member is data, whatever it is called; a name that comes twice keeps its last value, as in Python. */
function setMember(struct: JsonObject, { name, inherited }: KnownMember, value: Json): void {
  if (!inherited) struct[name] = value;
  else Object.defineProperty(struct, name, { value, enumerable: true, writable: true, configurable: true });
}
