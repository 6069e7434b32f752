// SPDX-License-Identifier: Apache-2.0
// What a guest searched for in this browser, the latest first.
import { drop, keep, kept } from '@ecommerce/shared/api/storage';

const KEY = 'ecommerce.searches';
const AT_MOST = 10;
const listeners = new Set<() => void>();

let text: string | null = null;
let words: readonly string[] = [];

// The same array as long as nothing changed.
export function remembered(): readonly string[] {
  const now = kept(KEY);
  if (now !== text) {
    text = now;
    words = read(now);
  }
  return words;
}

export function remember(word: string) {
  write([word, ...remembered().filter((other) => other !== word)].slice(0, AT_MOST));
}

// One word, or all.
export function forget(word?: string) {
  write(word === undefined ? [] : remembered().filter((other) => other !== word));
}

export function onRemembered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function write(next: readonly string[]) {
  if (next.length === 0) drop(KEY);
  else keep(KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

// Anything may stand in a browser's storage.
function read(kept: string | null): readonly string[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found) ? found.filter((word) => typeof word === 'string').slice(0, AT_MOST) : [];
  } catch {
    return [];
  }
}
