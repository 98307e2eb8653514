/**
 * A name that members of structs have, met before. Records come one like another, so each name remembers what followed it the last
 * time: where the same follows again, one comparison takes the whole beginning of a member.
 */
export class KnownMember {
  /** How a member of this name begins, up to its value, as Python writes it; undefined where the name takes more than copying. */
  readonly opening: string | undefined;
  /** Whether an object inherits something of this name, as it does `__proto__`: assigning could do anything but make a member. */
  readonly inherited: boolean;
  next: KnownMember | undefined;
  #inside: KnownMember | undefined;

  constructor(
    readonly name: string,
    raw?: string,
  ) {
    this.opening = raw === name ? `<member>\n<name>${raw}</name>\n<value>` : undefined;
    this.inherited = name in Object.prototype;
  }

  /** What the structs inside this member begin with: its `next` is their first name. */
  get inside(): KnownMember {
    return (this.#inside ??= new KnownMember(''));
  }
}

/** More names than this are a map, not records, and nothing is remembered of them. */
const mostNames = 10_000;

/** Every name of one document. */
export class KnownMembers {
  readonly #byName = new Map<string, KnownMember>();

  /** @param raw the name as it is written, entities and all */
  named(name: string, raw: string): KnownMember {
    const known = this.#byName.get(name);
    if (known) return known;
    const member = new KnownMember(name, raw);
    if (this.#byName.size < mostNames) this.#byName.set(name, member);
    return member;
  }
}
