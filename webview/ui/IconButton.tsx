import { Icon, type IconName } from './Icon';
import { register, vsCodeButton } from './toolkit';

register(vsCodeButton());

interface IconButtonProps {
  icon: IconName;
  /** What it does; read aloud and shown on hover. */
  label: string;
  onClick: () => void;
  testId?: string;
  disabled?: boolean;
}

export function IconButton(props: IconButtonProps) {
  return (
    <vscode-button
      appearance="icon"
      aria-label={props.label}
      title={props.label}
      data-testid={props.testId}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </vscode-button>
  );
}
