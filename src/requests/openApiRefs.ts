import { isJsonObject } from '../model/json';
import type { JsonObject } from '../model/json';

/** A chain of references longer than this leads nowhere. */
const longestChain = 20;

/** Follows the references inside one OpenAPI document. Those that lead to other documents are counted and left out. */
export class References {
  /** How many led out of the document. */
  outside = 0;

  constructor(private readonly root: JsonObject) {}

  /** The object a value is or refers to; undefined for anything else. `seen` gets the references that were followed. */
  object(value: unknown, seen?: string[]): JsonObject | undefined {
    let current = value;
    for (let step = 0; step < longestChain; step++) {
      if (!isJsonObject(current)) return undefined;
      const ref = Object.hasOwn(current, '$ref') ? current['$ref'] : undefined;
      if (typeof ref !== 'string') return current;
      seen?.push(ref);
      current = this.#follow(ref);
    }
    return undefined;
  }

  /** What a local reference, "#/components/schemas/Partner", points at (RFC 6901). */
  #follow(ref: string): unknown {
    if (ref !== '#' && !ref.startsWith('#/')) {
      this.outside++;
      return undefined;
    }
    let current: unknown = this.root;
    for (const part of ref.split('/').slice(1)) {
      const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~');
      if (Array.isArray(current)) current = current[Number(key)];
      else if (isJsonObject(current) && Object.hasOwn(current, key)) current = current[key];
      else return undefined;
    }
    return current;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
