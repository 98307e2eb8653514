import { useEffect, useState } from 'preact/hooks';
import { settled, type Loaded } from '../schemaStore';

/** What a question answers, asked when `key` changes; nothing is asked without one. */
export function useAsked<T>(key: string | undefined, ask: () => Promise<T>): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'none' });
  useEffect(() => {
    if (key === undefined) {
      setLoaded({ state: 'none' });
      return undefined;
    }
    let current = true;
    setLoaded({ state: 'loading' });
    void settled(ask()).then((answer) => {
      if (current) setLoaded(answer);
    });
    return () => {
      current = false;
    };
  }, [key]);
  return loaded;
}
