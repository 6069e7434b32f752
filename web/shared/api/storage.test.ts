// SPDX-License-Identifier: Apache-2.0
import { afterEach, expect, test, vi } from 'vitest';
import { drop, keep, kept } from './storage';

afterEach(() => {
  drop('word');
  vi.unstubAllGlobals();
});

function storage(set: (key: string, text: string) => void, words = new Map<string, string>()) {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => words.get(key) ?? null,
    setItem: set,
    removeItem: (key: string) => words.delete(key),
  });
}

const refuse = () => {
  throw new DOMException('no', 'QuotaExceededError');
};

test('words are kept where the browser keeps them', () => {
  const words = new Map<string, string>();
  storage((key, text) => words.set(key, text), words);
  keep('word', 'a');
  expect(words.get('word')).toBe('a');
  expect(kept('word')).toBe('a');
  drop('word');
  expect(kept('word')).toBeNull();
});

test('a full storage does not bring the old word back', () => {
  storage(refuse, new Map([['word', 'old']]));
  keep('word', 'new');
  expect(kept('word')).toBe('new');
});

test('a blocked storage stops nobody', () => {
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(kept('word')).toBeNull();
  keep('word', 'a');
  expect(kept('word')).toBe('a');
  drop('word');
  expect(kept('word')).toBeNull();
});
