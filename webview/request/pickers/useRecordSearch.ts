import { useEffect, useState } from 'preact/hooks';
import type { RecordName } from '../../../src/model/schemaInfo';
import type { RequestPage } from '../state';
import { settled, type Loaded } from '../schemaStore';

/** A name that is being typed is searched for when the typing pauses. */
const typingPause = 250;

/**
 * The records of a model whose name matches. Typing on cancels the question before on its socket.
 * @param text what is searched for; undefined while nothing is
 */
export function useRecordSearch(
  page: RequestPage,
  model: string,
  text: string | undefined,
): Loaded<RecordName[]> {
  const [loaded, setLoaded] = useState<Loaded<RecordName[]>>({ state: 'none' });
  const connectionId = page.connection.value?.id;

  useEffect(() => {
    if (text === undefined || !model || !connectionId) {
      setLoaded({ state: 'none' });
      return undefined;
    }
    const abort = new AbortController();
    setLoaded({ state: 'loading' });
    const timer = setTimeout(() => {
      void settled(page.lookups.search(model, text.trim(), abort.signal)).then((found) => {
        if (!abort.signal.aborted) setLoaded(found);
      });
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [connectionId, model, text]);

  return loaded;
}
