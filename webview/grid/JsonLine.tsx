import { longestLine } from '../../src/table/jsonText';
import { Icon } from '../ui/Icon';
import { jsonTokens } from './jsonTokens';
import { matchesIn, matchParts, type MatchPart } from './matchParts';

interface JsonLineProps {
  id: string;
  /** From 1. */
  number: number;
  /** Of the highest number. */
  digits: number;
  top: number;
  /** Undefined until the host has sent it. */
  text: string | undefined;
  plain: boolean;
  /** Whether an object or list begins here that can be folded. */
  opens: boolean;
  folded: boolean;
  current: boolean;
  /** What is searched; empty for nothing. */
  sought: string;
  /** Whether it is the match that is looked at. */
  found: boolean;
  onFold: () => void;
  onPress: () => void;
}

export function JsonLine(props: JsonLineProps) {
  const { text = '', opens, folded } = props;
  const level = props.plain ? undefined : Math.floor((text.length - text.trimStart().length) / 2) + 1;
  return (
    <div
      id={props.id}
      class={`json-line${props.current ? ' current' : ''}${props.found ? ' found' : ''}`}
      role={props.plain ? undefined : 'treeitem'}
      aria-level={level}
      aria-expanded={opens ? !folded : undefined}
      aria-selected={props.plain ? undefined : props.current}
      style={{ top: `${props.top}px` }}
      onMouseDown={props.onPress}
    >
      <span class="json-number dim" style={{ width: `${props.digits + 3}ch` }} aria-hidden="true">
        {props.number}
      </span>
      <span
        class={`json-fold${opens ? ' opens' : ''}${folded ? ' folded' : ''}`}
        aria-hidden="true"
        onClick={opens ? props.onFold : undefined}
      >
        {opens && <Icon name={folded ? 'chevronRight' : 'chevronDown'} />}
      </span>
      {props.text === undefined ? (
        <span class="grid-waiting" />
      ) : (
        <LineText text={text} plain={props.plain} sought={props.sought} />
      )}
      {folded && <span class="dim">{` … ${text.endsWith('[') ? ']' : '}'}`}</span>}
    </div>
  );
}

function LineText(props: { text: string; plain: boolean; sought: string }) {
  const text = props.text.slice(0, longestLine);
  const left = props.text.slice(longestLine);
  const matches = matchesIn(text, props.sought);
  let offset = 0;
  return (
    <>
      {(props.plain ? [{ kind: 'plain', text }] : jsonTokens(text)).map((token, index) => {
        const start = offset;
        offset += token.text.length;
        return (
          <span key={index} class={token.kind}>
            {matches.length === 0 ? token.text : <Marked parts={matchParts(token.text, start, matches)} />}
          </span>
        );
      })}
      {left !== '' && <span class="dim">{left}</span>}
    </>
  );
}

/** A text with what was searched marked in it. */
function Marked({ parts }: { parts: readonly MatchPart[] }) {
  return <>{parts.map((part, index) => (part.match ? <mark key={index}>{part.text}</mark> : part.text))}</>;
}
