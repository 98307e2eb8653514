/**
 * Passes calls on at most so often, and the last one in any case.
 * @param ms milliseconds between two
 */
export function atMostEvery<A extends unknown[]>(
  ms: number,
  pass: (...given: A) => void,
): { call: (...given: A) => void; end: () => void } {
  let waiting: A | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (!waiting) return;
    const given = waiting;
    waiting = undefined;
    pass(...given);
    timer = setTimeout(flush, ms);
  };
  return {
    call(...given) {
      waiting = given;
      if (timer === undefined) flush();
    },
    /** Passes on what waits, and nothing after it by itself. */
    end() {
      clearTimeout(timer);
      flush();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
