// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

const narrow = globalThis.matchMedia?.('(max-width: 720px)');

// Whether the screen is a phone's.
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow?.addEventListener('change', listener);
      return () => narrow?.removeEventListener('change', listener);
    },
    () => narrow?.matches ?? false,
  );
}
