// First of all: the toolkit needs it while it is loaded.
import '../nonce';
import { provideVSCodeDesignSystem } from '@vscode/webview-ui-toolkit';
import type { Button, Dropdown, Option, Panels, ProgressRing, TextField } from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, HTMLAttributes, Ref } from 'preact';

export {
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
export type { Dropdown, TextField as ToolkitTextField } from '@vscode/webview-ui-toolkit';

const designSystem = provideVSCodeDesignSystem();

/** Makes the toolkit's elements known to the page. Each control registers what it uses, so that a page carries no more. */
export function register(...components: unknown[]): void {
  designSystem.register(...components);
}

/** The toolkit's elements as JSX; its own typings speak of React only. */
type ToolkitElement<E extends HTMLElement, Props> = Omit<HTMLAttributes<E>, 'ref'> &
  Props & { ref?: Ref<E>; children?: ComponentChildren };

declare module 'preact' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- JSX elements can be declared in this way only
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ToolkitElement<
        Button,
        { appearance: 'primary' | 'secondary' | 'icon'; disabled?: boolean }
      >;
      'vscode-dropdown': ToolkitElement<Dropdown, { disabled?: boolean }>;
      'vscode-option': ToolkitElement<Option, { value: string; disabled?: boolean | undefined }>;
      'vscode-panels': ToolkitElement<Panels, { activeid: string; activeindicator: boolean }>;
      'vscode-panel-tab': ToolkitElement<HTMLElement, object>;
      'vscode-panel-view': ToolkitElement<HTMLElement, object>;
      'vscode-progress-ring': ToolkitElement<ProgressRing, object>;
      'vscode-text-field': ToolkitElement<
        TextField,
        { value: string; placeholder?: string; spellcheck?: boolean }
      >;
    }
  }
}
