import { useEffect, useRef } from 'preact/hooks';
import type { JsonState } from '../../grid/jsonState';
import { IconButton } from '../../ui/IconButton';
import { LinkButton } from '../../ui/LinkButton';
import { matchWords, words } from './words';

interface FindBarProps {
  state: JsonState;
  onFailed: (error: unknown) => void;
  onClose: () => void;
}

/** Searches the whole answer. Enter goes to the next match, Shift+Enter to the one before, Escape closes. */
export function FindBar({ state, onFailed, onClose }: FindBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const found = state.found.value;
  const folded = state.folds.value.all.length > 0;
  return (
    <div
      class="find-bar"
      role="search"
      aria-label={words.find}
      data-testid="find-bar"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Enter' && event.target === input.current) state.step(event.shiftKey ? -1 : 1);
        else if (event.key === 'F3') state.step(event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
      }}
    >
      <input
        ref={input}
        class="box find-input"
        type="text"
        spellcheck={false}
        aria-label={words.find}
        placeholder={words.findPlaceholder}
        data-testid="find-input"
        value={state.sought.value}
        onInput={(event) => state.seek(event.currentTarget.value, onFailed)}
      />
      <span class="find-count dim" role="status" data-testid="find-count">
        {found === undefined
          ? ''
          : found.lines.length === 0
            ? words.noneFound
            : matchWords(state.at.value + 1, found.lines.length, found.more)}
      </span>
      <button
        type="button"
        class="menu-icon"
        aria-label={words.previousFound}
        title={`${words.previousFound} (Shift+Enter)`}
        disabled={!found?.lines.length}
        onClick={() => state.step(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        class="menu-icon"
        aria-label={words.nextFound}
        title={`${words.nextFound} (Enter)`}
        disabled={!found?.lines.length}
        onClick={() => state.step(1)}
      >
        ↓
      </button>
      <span class="grow" />
      {folded && <LinkButton onClick={() => state.unfoldAll()}>{words.unfoldAll}</LinkButton>}
      <IconButton icon="close" label={words.closeFind} onClick={onClose} />
    </div>
  );
}
