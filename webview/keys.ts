const mac = /Mac/.test(navigator.platform);

/** A shortcut as this computer's keyboard has it: "Ctrl+Enter", "Cmd+Enter". */
export function keyLabel(keys: string): string {
  return mac ? keys.replace('Ctrl', 'Cmd') : keys;
}

/**
 * Gives the page's own shortcuts precedence over every control: `handle` sees each key first and says whether it took it.
 * A key that the page or one of its controls has used is kept from VS Code, which would otherwise act on it as well: Alt+1
 * would leave for another editor, F6 for another part of the window, and Ctrl+Z would undo twice.
 */
export function takeKeys(handle: (event: KeyboardEvent) => boolean): void {
  document.addEventListener(
    'keydown',
    (event) => {
      if (handle(event)) event.preventDefault();
    },
    { capture: true },
  );
  // VS Code listens on the window, behind this.
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) event.stopPropagation();
  });
}

/** `data-landing`: what takes the focus first in a region, and by the script alone. */
const focusable =
  '[data-landing], vscode-dropdown, vscode-button:not([disabled]), vscode-text-field, input, button:not([tabindex="-1"]), [contenteditable="true"], [tabindex="0"], summary';

/** Moves the focus to the next region of the page, or with `step` -1 the one before: to where it was in there last. */
export class RegionFocus {
  readonly #last = new Map<string, HTMLElement>();

  constructor() {
    document.addEventListener('focusin', (event) => {
      if (!(event.target instanceof HTMLElement)) return;
      const region = event.target.closest<HTMLElement>('[data-region]')?.dataset['region'];
      if (region) this.#last.set(region, event.target);
    });
  }

  move(step: 1 | -1): void {
    const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
    const current = regions.findIndex((region) => region.contains(document.activeElement));
    for (let tries = 1; tries <= regions.length; tries++) {
      const from = current < 0 && step < 0 ? 0 : current;
      const region = regions[(from + step * tries + regions.length * tries) % regions.length];
      if (region && this.#enter(region)) return;
    }
  }

  #enter(region: HTMLElement): boolean {
    const last = this.#last.get(region.dataset['region'] ?? '');
    const target =
      last && region.contains(last) && last.checkVisibility()
        ? last
        : [...region.querySelectorAll<HTMLElement>(focusable)].find((element) => element.checkVisibility());
    target?.focus();
    return target !== undefined;
  }
}
