import * as vscode from 'vscode';

/** What a step of a multi-step input ended with. */
export type StepResult<T> = { kind: 'done'; value: T } | { kind: 'back' } | { kind: 'cancelled' };

export interface StepFrame {
  title: string;
  step: number;
  totalSteps: number;
}

/** What accepting the input led to: leave the step, or stay in it with a message. `value` replaces what is typed. */
export type Accepted<T> =
  { ok: true; value: T } | { ok: false; message: string; value?: string; diagnose?: () => void };

interface TextStep<T> extends StepFrame {
  prompt: string;
  value: string;
  placeholder?: string;
  password?: boolean;
  /** A message while typing, or undefined when what is typed may do. */
  check?: (value: string) => string | undefined;
  /** Called with Enter; the input is busy meanwhile. `signal` aborts when the person leaves. */
  accept: (value: string, signal: AbortSignal) => Promise<Accepted<T>> | Accepted<T>;
}

const diagnoseIcon = new vscode.ThemeIcon('pulse');

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
  return new Promise((resolve) => {
    let diagnose: (() => void) | undefined;
    const finish = (result: StepResult<T>): void => {
      resolve(result);
      input.dispose();
      abort.abort();
    };
    input.onDidChangeValue((value) => {
      diagnose = undefined;
      input.buttons = base;
      input.validationMessage = options.check?.(value);
    });
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        finish({ kind: 'back' });
      } else {
        // The panel takes over; its buttons lead back to this step.
        diagnose?.();
        finish({ kind: 'cancelled' });
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
        diagnose = accepted.diagnose;
        if (diagnose) {
          input.buttons = [...base, { iconPath: diagnoseIcon, tooltip: 'Diagnose: find out why' }];
        }
        input.validationMessage = diagnose
          ? `${accepted.message} The button above finds out why.`
          : accepted.message;
      });
    });
    input.onDidHide(() => finish({ kind: 'cancelled' }));
    input.show();
  });
}

interface StepList<T extends vscode.QuickPickItem> extends StepFrame {
  placeholder: string;
  items: T[];
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
