// SPDX-License-Identifier: Apache-2.0
// Values that change quickly, such as a quantity under a held button: acts on the last value of each key once it
// has rested.
export interface Debounce<Value> {
  set(key: string, value: Value): void;
  // Forgets what waits.
  drop(key: string): void;
  // Acts at once on all that still waits.
  flush(): void;
}

export function createDebounce<Value>(
  rest: number,
  act: (key: string, value: Value) => void,
): Debounce<Value> {
  const waiting = new Map<string, { value: Value; timer: ReturnType<typeof setTimeout> }>();
  const drop = (key: string) => {
    clearTimeout(waiting.get(key)?.timer);
    waiting.delete(key);
  };
  const fire = (key: string) => {
    const entry = waiting.get(key);
    drop(key);
    if (entry) act(key, entry.value);
  };
  return {
    set(key, value) {
      clearTimeout(waiting.get(key)?.timer);
      waiting.set(key, { value, timer: setTimeout(() => fire(key), rest) });
    },
    drop,
    flush() {
      for (const key of [...waiting.keys()]) fire(key);
    },
  };
}
