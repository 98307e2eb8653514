import * as v from 'valibot';
import type * as vscode from 'vscode';
import { isOrm, type RequestSpec } from '../../model/requestSpec';

const keyOf = (connectionId: string): string => `recentPlaces/${connectionId}`;
const mostPlaces = 20;

const Schema = v.object({ routes: v.array(v.string()), paths: v.array(v.string()) });
type Recent = v.InferOutput<typeof Schema>;

/** The routes and paths each connection's requests went to, the last first. Only what stands before a question mark is kept. */
export class RecentPlaces {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  list(connectionId: string): Recent {
    const parsed = v.safeParse(Schema, this.#state.get<unknown>(keyOf(connectionId)));
    return parsed.success ? parsed.output : { routes: [], paths: [] };
  }

  /** Notes where a request went that was answered. */
  async note(connectionId: string, spec: RequestSpec): Promise<void> {
    if (isOrm(spec)) return;
    const recent = this.list(connectionId);
    if (spec.operation === 'http') {
      recent.paths = withFirst(recent.paths, spec.path.replace(/[?#].*$/s, ''));
    } else recent.routes = withFirst(recent.routes, spec.route);
    await this.#state.update(keyOf(connectionId), recent);
  }

  /** Forgets what belongs to connections that are gone. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    const kept = new Set(connectionIds.map(keyOf));
    for (const key of this.#state.keys()) {
      if (key.startsWith(keyOf('')) && !kept.has(key)) await this.#state.update(key, undefined);
    }
  }
}

function withFirst(places: readonly string[], place: string): string[] {
  return [place, ...places.filter((each) => each !== place)].slice(0, mostPlaces);
}
