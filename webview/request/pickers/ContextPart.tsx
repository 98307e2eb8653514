import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Json } from '../../../src/model/json';
import { ChipBox } from '../../ui/ChipBox';
import { Combobox } from '../../ui/Combobox';
import { LinkButton } from '../../ui/LinkButton';
import { Select } from '../../ui/Select';
import { JsonRow, type PartProps } from '../formParts';
import { Row } from '../Row';
import { contextSummary, contextValue, isReadable, withContext, type ContextKey } from './contextText';
import { isId } from './recordText';
import { useAsked } from './useAsked';
import { context as words } from './words';
import './context.css';

/** The context folded to one line that sums it up. */
export function ContextLink({ page, onOpen }: PartProps & { onOpen: () => void }) {
  const text = page.drafts.draft.value.context;
  return (
    <LinkButton testId="add-context" expanded={false} onClick={onOpen}>
      <span class="context-summary" dir="auto">
        {text.trim() === '' ? words.add : words.folded(contextSummary(text))}
      </span>
    </LinkButton>
  );
}

/** The context as a form over its JSON, which is the only place it is kept in. */
export function ContextPart({ page, onFold }: PartProps & { onFold: () => void }) {
  const text = page.drafts.draft.value.context;
  const part = useRef<HTMLDivElement>(null);
  // The link that was pressed is gone: the focus goes on to what it opened.
  useEffect(() => part.current?.querySelector('input')?.focus(), []);
  return (
    <>
      <Row label="Context" tall>
        <div class="context-form" role="group" aria-label="Context" ref={part}>
          {isReadable(text) ? (
            <ContextForm page={page} />
          ) : (
            <span class="dim" data-testid="context-note">
              {words.unreadable}
            </span>
          )}
          <LinkButton
            expanded
            onClick={() => {
              onFold();
              // Its link takes its place once the page is drawn anew.
              requestAnimationFrame(() =>
                document.querySelector<HTMLElement>('[data-testid="add-context"]')?.focus(),
              );
            }}
          >
            {words.fold}
          </LinkButton>
        </div>
      </Row>
      <JsonRow page={page} part="context" label="" name="Context" shape="object" />
    </>
  );
}

const timeZones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: '' }));
const none: never[] = [];

function ContextForm({ page }: PartProps) {
  const text = page.drafts.draft.value.context;
  const id = page.connection.value?.id;
  const languages = useAsked(id, () => page.lookups.languages());
  const languageOptions = useMemo(
    () => (languages.state === 'ready' ? languages.value.map(([value, label]) => ({ value, label })) : none),
    [languages],
  );
  const set = (key: ContextKey, value: Json | undefined): void =>
    page.update({ context: withContext(text, key, value) });
  const typed = (key: ContextKey): string => {
    const value = contextValue(text, key);
    return typeof value === 'string' ? value : '';
  };
  const choice = (key: ContextKey): string => {
    const value = contextValue(text, key);
    return typeof value === 'boolean' ? String(value) : '';
  };
  return (
    <>
      <TextChoice
        label={words.language}
        testId="context-lang"
        placeholder="en_US"
        value={typed('lang')}
        options={languageOptions}
        onChange={(value) => set('lang', value === '' ? undefined : value)}
      />
      <TextChoice
        label={words.timeZone}
        testId="context-tz"
        placeholder="Europe/Brussels"
        value={typed('tz')}
        options={timeZones}
        onChange={(value) => set('tz', value === '' ? undefined : value)}
      />
      <Companies page={page} onChange={(ids) => set('allowed_company_ids', ids)} />
      <Labelled label={words.archived}>
        <Select
          label={words.archived}
          testId="context-archived"
          value={choice('active_test')}
          options={(['', 'false', 'true'] as const).map((value) => ({
            value,
            label: words.archivedChoices[value],
          }))}
          onChange={(value) => set('active_test', value === '' ? undefined : value === 'true')}
        />
      </Labelled>
      <Labelled label={words.binary}>
        <Select
          label={words.binary}
          testId="context-binary"
          value={choice('bin_size') === 'true' ? 'true' : ''}
          options={(['', 'true'] as const).map((value) => ({ value, label: words.binaryChoices[value] }))}
          onChange={(value) => set('bin_size', value === '' ? undefined : true)}
        />
      </Labelled>
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <span class="context-part">
      <span class="dim" aria-hidden="true">
        {label}
      </span>
      {children}
    </span>
  );
}

interface TextChoiceProps {
  label: string;
  testId: string;
  placeholder: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

function TextChoice(props: TextChoiceProps) {
  const box = useRef<HTMLDivElement>(null);
  return (
    <Labelled label={props.label}>
      <div class="box context-choice" ref={box}>
        <Combobox
          label={props.label}
          testId={props.testId}
          placeholder={props.placeholder}
          value={props.value}
          options={props.options}
          anchor={box}
          onInput={props.onChange}
          onPick={(value) => props.onChange(value.trim())}
        />
      </div>
    </Labelled>
  );
}

/** The companies whose records are seen: the first is the one that new records get (Odoo, res.company, allowed_company_ids). */
function Companies({ page, onChange }: PartProps & { onChange: (ids: number[] | undefined) => void }) {
  const [typed, setTyped] = useState('');
  const value = contextValue(page.drafts.draft.value.context, 'allowed_company_ids');
  const ids = Array.isArray(value) ? value.filter((each) => typeof each === 'number') : [];
  const id = page.connection.value?.id;
  const companies = useAsked(id, () => page.lookups.companies());
  const known = companies.state === 'ready' ? companies.value : none;
  const nameOf = (each: number): string | undefined => known.find((company) => company.id === each)?.name;
  const change = (to: number[]): void => onChange(to.length === 0 ? undefined : [...new Set(to)]);
  return (
    <Labelled label={words.companies}>
      <ChipBox
        label={words.companies}
        addLabel={words.addCompany}
        testId="context-companies"
        ordered
        chips={ids.map((each) => {
          const name = nameOf(each);
          return { value: String(each), ...(name === undefined ? {} : { label: name }) };
        })}
        onChange={(left) => change(left.map(Number))}
        typed={typed}
        options={known
          .filter((company) => !ids.includes(company.id))
          .map((company) => ({ value: String(company.id), label: company.name }))}
        prose
        onInput={setTyped}
        onPick={(text) => {
          const word = text.trim();
          if (!isId(word)) return;
          setTyped('');
          change([...ids, Number(word)]);
        }}
        onLeave={() => {
          if (!isId(typed.trim())) return;
          setTyped('');
          change([...ids, Number(typed.trim())]);
        }}
        onSay={(sentence) => (page.said.value = sentence)}
      />
    </Labelled>
  );
}
