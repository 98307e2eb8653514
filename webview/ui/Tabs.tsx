import type { ComponentChildren } from 'preact';
import { register, vsCodePanels, vsCodePanelTab, vsCodePanelView } from './toolkit';

register(vsCodePanels(), vsCodePanelTab(), vsCodePanelView());

export interface Tab {
  id: string;
  label: string;
  /** "Alt+1" */
  keys?: string;
}

interface TabsProps {
  tabs: Tab[];
  active: string;
  onChange: (id: string) => void;
  /** What stands at the end of the tabs' line. */
  end?: ComponentChildren;
  /** The active tab's content; the others have none. */
  children: ComponentChildren;
}

/**
 * The tabs' underline is ours (controls.css): the toolkit's own stays behind when the tab is changed from outside. A tab that
 * cannot be used is left out, for the toolkit's tabs cannot be disabled.
 */
export function Tabs(props: TabsProps) {
  return (
    <vscode-panels
      activeid={`tab-${props.active}`}
      activeindicator={false}
      onChange={(event) => {
        // The controls inside the panels send `change` too.
        if (event.target !== event.currentTarget) return;
        const id = event.currentTarget.activeid.slice('tab-'.length);
        if (id !== props.active) props.onChange(id);
      }}
    >
      {props.tabs.map((tab) => (
        <vscode-panel-tab key={tab.id} id={`tab-${tab.id}`} aria-keyshortcuts={tab.keys} title={tab.keys}>
          {tab.label}
        </vscode-panel-tab>
      ))}
      <div slot="end" class="tabs-end">
        {props.end}
      </div>
      {props.tabs.map((tab) => (
        <vscode-panel-view key={tab.id} id={`view-${tab.id}`}>
          {tab.id === props.active ? props.children : null}
        </vscode-panel-view>
      ))}
    </vscode-panels>
  );
}
