import { useState } from 'preact/hooks';
import type { Column } from '../../../src/contract/request/resultApi';
import type { Json } from '../../../src/model/json';
import { cellText, isEmpty, isNamed, selectionLabel } from '../../../src/table/cellText';
import { IconButton } from '../../ui/IconButton';
import { LinkButton } from '../../ui/LinkButton';
import { imageUrl } from './imageUrl';
import { words } from './words';

/** Longer values are shown whole when it is asked for. */
const shownAtFirst = 5000;

interface FieldValueProps {
  column: Column;
  value: Json | undefined;
  onCopy: (text: string) => void;
  /** Opens what a relation leads to. */
  onOpen?: () => void;
}

/** One field of a record: what it is called, and its whole value. */
export function FieldValue(props: FieldValueProps) {
  const { column, value } = props;
  const [whole, setWhole] = useState(false);
  const empty = isEmpty(value, column);
  const text = textOf(value, column);
  const url = imageUrl(value, column);
  const shown = whole ? text : text.slice(0, shownAtFirst);
  const label = selectionLabel(value, column);
  return (
    <div class="detail-field">
      <dt>
        <span class="detail-label">{column.label}</span>
        <span class="dim mono">
          {column.name}
          {column.type ? ` · ${column.type}` : ''}
        </span>
      </dt>
      <dd>
        {empty ? (
          <span class="dim">{words.noValue}</span>
        ) : url !== undefined ? (
          <img class="detail-image" src={url} alt={column.label} />
        ) : (
          <div class={isLong(text) ? 'detail-value mono' : 'detail-value'} dir="auto">
            {props.onOpen ? <LinkButton onClick={props.onOpen}>{shown}</LinkButton> : shown}
            {label !== undefined && <span class="dim"> {label}</span>}
            {isNamed(value) && <span class="dim"> {value[0]}</span>}
          </div>
        )}
        {url === undefined && text.length > shownAtFirst && (
          <LinkButton expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? words.showLess : words.showMore}
          </LinkButton>
        )}
      </dd>
      {!empty && (
        <IconButton
          icon="copy"
          label={`${words.copyValue}: ${column.name}`}
          onClick={() => props.onCopy(text)}
        />
      )}
    </div>
  );
}

function textOf(value: Json | undefined, column: Column): string {
  const isStructure = typeof value === 'object' && value !== null && !isNamed(value);
  const isIds = Array.isArray(value) && value.every((item) => typeof item === 'number');
  return isStructure && !isIds ? JSON.stringify(value, undefined, 2) : cellText(value, column);
}

function isLong(text: string): boolean {
  return text.length > 200 || text.includes('\n');
}
