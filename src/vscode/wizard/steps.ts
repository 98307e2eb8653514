import * as vscode from 'vscode';

/** What a step of a multi-step input ended with. */
export type StepResult<T> = { kind: 'done'; value: T } | { kind: 'back' } | { kind: 'cancelled' };

export interface StepFrame {
  title: string;
  step: number;
  totalSteps: number;
}

/** A way out of a step whose input was refused: an icon in the title bar. */
export interface WayOut<T> {
  icon: string;
  tooltip: string;
  press: () => StepResult<T>;
}

/** What accepting the input led to: leave the step, or stay in it with a message. `value` replaces what is typed. */
export type Accepted<T> =
  { ok: true; value: T } | { ok: false; message: string; value?: string; waysOut?: WayOut<T>[] };

interface TextStep<T> extends StepFrame {
  prompt: string;
  value: string;
  placeholder?: string;
  password?: boolean;
  /** A message to begin with, such as why the step is asked for. */
  message?: string;
  /** A message while typing, or undefined when what is typed may do. */
  check?: (value: string) => string | undefined;
  /** Called with Enter; the input is busy meanwhile. `signal` aborts when the person leaves. */
  accept: (value: string, signal: AbortSignal) => Promise<Accepted<T>> | Accepted<T>;
}

/** One line of text. Stays open, with what was typed, until it is accepted or left; losing the focus does not close it. */
export function textStep<T>(options: TextStep<T>): Promise<StepResult<T>> {
  const input = vscode.window.createInputBox();
  const abort = new AbortController();
  const base = options.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  Object.assign(input, {
    title: options.title,
    step: options.step,
    totalSteps: options.totalSteps,
    prompt: options.prompt,
    value: options.value,
    password: options.password ?? false,
    ignoreFocusOut: true,
    buttons: base,
  });
  input.placeholder = options.placeholder;
  input.validationMessage = options.message;
  return new Promise((resolve) => {
    let waysOut: readonly (vscode.QuickInputButton & WayOut<T>)[] = [];
    const finish = (result: StepResult<T>): void => {
      resolve(result);
      input.dispose();
      abort.abort();
    };
    input.onDidChangeValue((value) => {
      waysOut = [];
      input.buttons = base;
      input.validationMessage = options.check?.(value);
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        finish({ kind: 'back' });
      } else {
        finish(waysOut.find((one) => one === button)?.press() ?? { kind: 'cancelled' });
      }
    });
    input.onDidAccept(() => {
      if (input.busy) return;
      const value = input.value;
      const message = options.check?.(value);
      if (message) {
        input.validationMessage = message;
        return;
      }
      input.busy = true;
      input.validationMessage = undefined;
      void Promise.resolve(options.accept(value, abort.signal)).then((accepted) => {
        if (abort.signal.aborted) return;
        input.busy = false;
        if (accepted.ok) {
          finish({ kind: 'done', value: accepted.value });
          return;
        }
        if (accepted.value !== undefined) input.value = accepted.value;
        waysOut = (accepted.waysOut ?? []).map((one) => ({
          ...one,
          iconPath: new vscode.ThemeIcon(one.icon),
        }));
        input.buttons = [...base, ...waysOut];
        input.validationMessage = accepted.message + pointer(waysOut);
      });
    });
    input.onDidHide(() => finish({ kind: 'cancelled' }));
    input.show();
  });
}

/** Says what the buttons in the title bar are for. */
function pointer(waysOut: readonly { tooltip: string }[]): string {
  if (waysOut.length === 0) return '';
  return ` ${waysOut.length === 1 ? 'The button' : 'The buttons'} above: ${waysOut.map(({ tooltip }) => tooltip).join('; ')}.`;
}

interface StepList<T extends vscode.QuickPickItem> extends StepFrame {
  placeholder: string;
  items: T[];
}

/** A line between groups of a list. */
export function separator(label: string): vscode.QuickPickItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

interface PickStep<T extends vscode.QuickPickItem> extends StepList<T> {
  active?: T;
  /** An item for what is typed, for lists that may not be complete. */
  typed?: (value: string) => T | undefined;
}

function openPick<T extends vscode.QuickPickItem>(options: StepList<T>): vscode.QuickPick<T> {
  const pick = vscode.window.createQuickPick<T>();
  pick.title = options.title;
  pick.step = options.step;
  pick.totalSteps = options.totalSteps;
  pick.placeholder = options.placeholder;
  pick.ignoreFocusOut = true;
  pick.items = options.items;
  pick.buttons = options.step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return pick;
}

/** One choice out of a list. */
export function pickStep<T extends vscode.QuickPickItem>(options: PickStep<T>): Promise<StepResult<T>> {
  const pick = openPick(options);
  pick.matchOnDescription = true;
  if (options.active) pick.activeItems = [options.active];
  return new Promise((resolve) => {
    const finish = (result: StepResult<T>): void => {
      resolve(result);
      pick.dispose();
    };
    pick.onDidChangeValue((value) => {
      const typed = value.trim() ? options.typed?.(value.trim()) : undefined;
      pick.items = typed ? [...options.items, typed] : options.items;
    });
    pick.onDidTriggerButton(() => finish({ kind: 'back' }));
    // Their tooltips say something about the item; where there is no mouse, a click does.
    pick.onDidTriggerItemButton(({ button }) => {
      if (button.tooltip) void vscode.window.showInformationMessage(button.tooltip);
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) finish({ kind: 'done', value: chosen });
    });
    pick.onDidHide(() => finish({ kind: 'cancelled' }));
    pick.show();
  });
}

/** Any number of choices out of a list. */
export function checkStep<T extends vscode.QuickPickItem>(
  options: StepList<T> & { checked: T[] },
): Promise<StepResult<readonly T[]>> {
  const pick = openPick(options);
  pick.canSelectMany = true;
  pick.selectedItems = options.checked;
  return new Promise((resolve) => {
    const finish = (result: StepResult<readonly T[]>): void => {
      resolve(result);
      pick.dispose();
    };
    pick.onDidTriggerButton(() => finish({ kind: 'back' }));
    pick.onDidAccept(() => finish({ kind: 'done', value: pick.selectedItems }));
    pick.onDidHide(() => finish({ kind: 'cancelled' }));
    pick.show();
  });
}
