// SPDX-License-Identifier: Apache-2.0
// Light, dark, or as the system has it.
import { useSyncExternalStore } from 'react';
import { drop, keep, kept } from '../api/storage';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'ecommerce.theme';
const listeners = new Set<() => void>();

export function theme(): Theme {
  const chosen = kept(KEY);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

export function applyTheme(chosen: Theme = theme()) {
  if (chosen === 'system') {
    drop(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    keep(KEY, chosen);
    document.documentElement.dataset.theme = chosen;
  }
  for (const listener of listeners) listener();
}

export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, theme);
}
