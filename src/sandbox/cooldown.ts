/** Ten, as Odoo's `base.login_cooldown_after` is shipped. */
const failuresAllowed = 10;

/**
 * After ten failed sign-ins from an address nobody may sign in from there for a while, whatever the login (Odoo 14–19,
 * odoo/addons/base/models/res_users.py _assert_can_auth). Each database counts for itself.
 */
export class Cooldown {
  readonly #failures = new Map<string, { count: number; last: number }>();

  /**
   * @param pauseMs how long nobody may, in milliseconds
   * @param now milliseconds, from any fixed point
   */
  constructor(
    private readonly pauseMs: number,
    private readonly now: () => number = () => Date.now(),
  ) {}

  blocks(database: string, address: string): boolean {
    const found = this.#failures.get(key(database, address));
    return found !== undefined && found.count >= failuresAllowed && this.now() - found.last < this.pauseMs;
  }

  failed(database: string, address: string): void {
    const count = this.#failures.get(key(database, address))?.count ?? 0;
    this.#failures.set(key(database, address), { count: count + 1, last: this.now() });
  }

  succeeded(database: string, address: string): void {
    this.#failures.delete(key(database, address));
  }
}

function key(database: string, address: string): string {
  return `${address} ${database}`;
}
