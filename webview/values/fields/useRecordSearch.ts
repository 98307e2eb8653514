import { useEffect, useRef, useState } from 'preact/hooks';
import { problemOf } from '../../bridge';
import type { RequestPage } from '../../request/state';
import type { ComboboxOption } from '../../ui/comboboxFilter';
import { valuesWords } from '../words';

/** A search is sent when the typing pauses. */
const typingPause = 250;

interface RecordSearch {
  typed: string;
  type: (text: string) => void;
  open: () => void;
  options: readonly ComboboxOption[];
  status: string | undefined;
}

/** The records of a model whose name matches what is typed; a newer search cancels the one before. */
export function useRecordSearch(page: RequestPage, model: string): RecordSearch {
  const [typed, setTyped] = useState('');
  const [options, setOptions] = useState<readonly ComboboxOption[]>([]);
  const [status, setStatus] = useState<string | undefined>(undefined);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), [model]);

  function look(text: string, pause: number): void {
    stop.current();
    if (model === '') return;
    const abort = new AbortController();
    const timer = setTimeout(() => void ask(text, abort.signal), pause);
    stop.current = () => {
      clearTimeout(timer);
      abort.abort();
    };
    setStatus(valuesWords.searching);
  }

  async function ask(text: string, signal: AbortSignal): Promise<void> {
    try {
      const records = await page.lookups.search(model, text, signal);
      if (signal.aborted) return;
      setOptions(records.map(({ id, name }) => ({ value: String(id), label: name })));
      setStatus(records.length === 0 ? valuesWords.noMatch : undefined);
    } catch (error) {
      if (signal.aborted) return;
      setOptions([]);
      setStatus(problemOf(error).title);
    }
  }

  return {
    typed,
    type: (text) => {
      setTyped(text);
      look(text, typingPause);
    },
    open: () => look(typed, 0),
    options,
    status,
  };
}
