// The page of the controls' tests: one of each, and a record of what they reported.
import { render, type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import '../../../webview/ui/page.css';
import '../../../webview/ui/toolkit.css';
import '../../../webview/ui/controls.css';
import '../../../webview/ui/combobox.css';
import '../../../webview/editor/editor.css';
import { domainCompletion } from '../../../webview/domain/domainCompletion';
import { valuesCompletion } from '../../../webview/editor/completion';
import { Editor } from '../../../webview/editor/Editor';
import { Button } from '../../../webview/ui/Button';
import { Chip } from '../../../webview/ui/Chip';
import { Combobox } from '../../../webview/ui/Combobox';
import { Disclosure } from '../../../webview/ui/Disclosure';
import { Icon } from '../../../webview/ui/Icon';
import { IconButton } from '../../../webview/ui/IconButton';
import { LinkButton } from '../../../webview/ui/LinkButton';
import { Mark } from '../../../webview/ui/Mark';
import { Menu } from '../../../webview/ui/Menu';
import { MenuPopup } from '../../../webview/ui/MenuPopup';
import { Message } from '../../../webview/ui/Message';
import { Segmented } from '../../../webview/ui/Segmented';
import { Select, type SelectOption } from '../../../webview/ui/Select';
import { Spinner } from '../../../webview/ui/Spinner';
import { Tabs } from '../../../webview/ui/Tabs';
import { TextField } from '../../../webview/ui/TextField';
import type { FieldInfo } from '../../../src/model/schemaInfo';

declare global {
  interface Window {
    reported: unknown[];
  }
}
window.reported = [];
const report = (what: unknown): void => void window.reported.push(what);

function Selects() {
  const [value, setValue] = useState('two');
  const [options, setOptions] = useState<SelectOption[]>([
    { value: 'one', label: 'First' },
    { value: 'two', label: 'Second' },
    { value: 'three', label: 'Third' },
  ]);
  return (
    <>
      <Select
        label="Choice"
        value={value}
        options={options}
        onChange={(chosen) => {
          report(chosen);
          setValue(chosen);
        }}
      />
      <LinkButton onClick={() => setOptions((before) => [{ value: 'zero', label: 'Zeroth' }, ...before])}>
        More choices
      </LinkButton>
    </>
  );
}

function Texts() {
  const [value, setValue] = useState('typed');
  return (
    <>
      <TextField label="Order" placeholder="name asc" value={value} onInput={setValue} mono />
      <output>{value}</output>
      <LinkButton onClick={() => setValue('')}>Empty it</LinkButton>
    </>
  );
}

const models = [
  { value: 'crm.lead', label: 'Lead' },
  { value: 'res.partner.bank', label: 'Bank Accounts' },
  { value: 'res.partner', label: 'Contact' },
  ...Array.from({ length: 5000 }, (_, index) => ({ value: `x.number_${index}`, label: `Custom ${index}` })),
];

function Comboboxes() {
  const [value, setValue] = useState('');
  return (
    <Combobox
      label="Model"
      placeholder="Type a model"
      value={value}
      options={models}
      ghost={value === 'res.partner' ? 'Contact' : ''}
      onInput={setValue}
      onPick={(picked) => {
        report(picked);
        setValue(picked);
      }}
      onBackspace={() => report('backspace')}
    />
  );
}

function TabPages() {
  const [active, setActive] = useState('grid');
  return (
    <>
      <Tabs
        active={active}
        tabs={[
          { id: 'grid', label: 'Grid' },
          { id: 'json', label: 'JSON', keys: 'Alt+2' },
        ]}
        onChange={(id) => {
          report(id);
          setActive(id);
        }}
        end={<span>at the end</span>}
      >
        <p>The page of {active}</p>
        <input aria-label="Inside" />
      </Tabs>
      <LinkButton onClick={() => setActive('json')}>Show JSON</LinkButton>
    </>
  );
}

const actions = [
  { label: 'Copy', keys: 'Ctrl+C', group: 'Cells', onPick: () => report('copy') },
  { label: 'Copy as JSON', group: 'Cells', onPick: () => report('json') },
  { label: 'Delete', group: '', disabled: true, onPick: () => report('delete') },
  { label: 'Pin', group: '', checked: true, onPick: () => report('pin') },
];

function Popups() {
  const [at, setAt] = useState<{ x: number; y: number } | undefined>(undefined);
  return (
    <>
      <Menu label="Columns" items={actions} />
      <Menu label="More" icon="list" look="button" items={actions} end />
      <LinkButton onClick={() => setAt({ x: window.innerWidth - 5, y: window.innerHeight - 5 })}>
        At the corner
      </LinkButton>
      {at && <MenuPopup label="Row" items={actions} at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}

function Segments() {
  const [value, setValue] = useState('form');
  return (
    <Segmented
      label="Show as"
      value={value}
      options={[
        { value: 'form', label: 'Form' },
        { value: 'table', label: 'Table', disabled: true },
        { value: 'json', label: 'JSON', title: 'As it goes over the wire' },
      ]}
      onChange={(chosen) => {
        report(chosen);
        setValue(chosen);
      }}
    />
  );
}

const fields: Record<string, FieldInfo[]> = {
  'res.partner': [
    { name: 'name', label: 'Name', type: 'char', required: true, readonly: false, stored: true },
    { name: 'write_date', label: 'Changed', type: 'datetime', required: false, readonly: true, stored: true },
    {
      name: 'country_id',
      label: 'Country',
      type: 'many2one',
      relation: 'res.country',
      required: false,
      readonly: false,
      stored: true,
    },
    {
      name: 'type',
      label: 'Address Type',
      type: 'selection',
      selection: [['invoice', 'Invoice Address']],
      required: false,
      readonly: false,
      stored: true,
    },
  ],
  'res.country': [
    { name: 'code', label: 'Code', type: 'char', required: false, readonly: false, stored: true },
  ],
};
const fieldsOf = (model = 'res.partner'): Promise<FieldInfo[]> => Promise.resolve(fields[model] ?? []);

function Editors() {
  const [domain, setDomain] = useState('');
  const [values, setValues] = useState('{}');
  return (
    <>
      <Editor
        label="Filter"
        language="domain"
        placeholder="[]"
        value={domain}
        onChange={setDomain}
        complete={domainCompletion(() => ({
          model: 'res.partner',
          version: 19,
          fieldsOf,
          search: () => Promise.resolve([]),
        }))}
        error={domain.startsWith('x') ? { message: 'Not an x.', position: 0 } : undefined}
      />
      <output data-testid="domain">{domain}</output>
      <Editor
        label="Values"
        language="json"
        value={values}
        onChange={setValues}
        complete={valuesCompletion(fieldsOf)}
      />
      <output data-testid="values">{values}</output>
      <LinkButton onClick={() => setDomain('[]')}>Load another</LinkButton>
    </>
  );
}

const samples: Record<string, ComponentChildren> = {
  button: (
    <>
      <Button primary keys="Ctrl+Enter" onClick={() => report('sent')}>
        Send
      </Button>
      <Button disabled onClick={() => report('disabled')}>
        Cancel
      </Button>
    </>
  ),
  iconButton: <IconButton icon="close" label="Read all fields" onClick={() => report('cleared')} />,
  linkButton: (
    <LinkButton expanded={false} onClick={() => report('opened')}>
      Add context
    </LinkButton>
  ),
  icon: <Icon name="clock" />,
  select: <Selects />,
  textField: <Texts />,
  combobox: <Comboboxes />,
  tabs: <TabPages />,
  menu: <Popups />,
  segmented: <Segments />,
  spinner: <Spinner />,
  chip: <Chip text="email" title="Email · char" onRemove={() => report('removed')} />,
  disclosure: <Disclosure summary="What the server said">Access Denied</Disclosure>,
  message: (
    <>
      <Message kind="error">Broken</Message>
      <Message kind="warning">Careful</Message>
    </>
  ),
  mark: (
    <>
      <Mark kind="production" />
      <Mark kind="readOnly" />
    </>
  ),
  editor: <Editors />,
};

const app = document.getElementById('app');
window.addEventListener('message', ({ data }: MessageEvent<{ kind: string; event: string }>) => {
  if (app && data.kind === 'push') render(<div style={{ padding: '16px' }}>{samples[data.event]}</div>, app);
});
