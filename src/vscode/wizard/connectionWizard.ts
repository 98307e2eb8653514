import type { Connection } from '../../model/connection';
import { parseAddress } from '../../odoo/address';
import type { ConnectionInput } from './connectionInput';
import {
  firstPageOf,
  pagesOfEdit,
  pagesOfNew,
  showPage,
  silentPages,
  type PageId,
  type WizardStep,
} from './pages';
import { WizardState, type WizardPorts } from './wizardState';

export interface WizardResult {
  connection: Connection;
  /** Undefined when the stored secret stays. */
  secret: string | undefined;
}

/** The multi-step input behind Add Connection and Edit Connection. */
export class ConnectionWizard {
  readonly #state: WizardState;
  readonly #title: string;

  /** @param input is filled in place, so that a wizard left half-way can be gone on with */
  constructor(ports: WizardPorts, input: ConnectionInput, editing?: Connection) {
    this.#state = new WizardState(ports, input, editing);
    this.#title = editing ? `Edit Connection: ${editing.name}` : 'Add Connection';
  }

  /** Leads through a new connection from a part on; undefined when the person gave up. */
  async add(first: WizardStep = 'address'): Promise<WizardResult | undefined> {
    const state = this.#state;
    const ready = first === 'address' || first === 'trust' || (await this.#prepare());
    return this.#lead(() => pagesOfNew(state), ready ? firstPageOf(first, state) : 'address');
  }

  /** Changes one part of a saved connection, and what follows from it; undefined when the person gave up. */
  async edit(step: WizardStep): Promise<WizardResult | undefined> {
    const state = this.#state;
    // A name or a mark needs no server, and a certificate is chosen because it cannot be reached yet.
    const asksServer = !['address', 'trust', 'name', 'marks'].includes(step);
    const ready = await this.#prepare(asksServer);
    const first = ready ? step : 'address';
    return this.#lead(() => {
      const pages = pagesOfEdit(first, state);
      return ready ? pages : [...pages, ...pagesOfEdit(step, state).filter((page) => !pages.includes(page))];
    });
  }

  /** Shows page after page. Which ones there are is asked anew after each: it depends on what was typed. */
  async #lead(pages: () => PageId[], first?: PageId): Promise<WizardResult | undefined> {
    let current: PageId | undefined = first ?? pages()[0];
    while (current) {
      const before: PageId[] = pages();
      const index = Math.max(0, before.indexOf(current));
      const frame = { title: this.#title, step: index + 1, totalSteps: before.length };
      const result = await showPage(current, this.#state, frame);
      if (result.kind === 'cancelled') return undefined;
      const after = pages();
      // What was typed may have made the page itself needless: then the pages around it are those that were there with it.
      const around = after.includes(current) ? after : before;
      const place = around.indexOf(current);
      const earlier = around.slice(0, place).filter((page) => after.includes(page) && !silentPages.has(page));
      const later = around.slice(place + 1).find((page) => after.includes(page));
      current = result.kind === 'back' ? (earlier.at(-1) ?? current) : later;
    }
    const { input } = this.#state;
    return {
      connection: this.#state.connection(),
      secret: input.secret === '' ? undefined : input.secret,
    };
  }

  /** Asks the server what it is, for a wizard that starts in the middle. Whether that is known now, or is not needed. */
  async #prepare(asks = true): Promise<boolean> {
    const { input } = this.#state;
    const { withoutVersion } = input;
    try {
      this.#state.url = parseAddress(input.address).url;
      if (!asks) {
        this.#state.recall();
        return true;
      }
      await this.#state.askServer(new AbortController().signal);
      return true;
    } catch {
      // A REST module's server need not say that it is Odoo. For all others the address step asks again and says what is wrong.
      input.withoutVersion = withoutVersion;
      this.#state.recall();
      return withoutVersion;
    }
  }
}
