// SPDX-License-Identifier: Apache-2.0
// A group of synonyms as it is typed: one word a line.

const MOST = 20;
const LONGEST = 40;

// Without blanks around them, and each once.
export function wordsOf(typed: string): string[] {
  const words = typed.split(/\r?\n/).map((line) => line.trim().replace(/\s+/g, ' '));
  return [...new Set(words.filter(Boolean))];
}

export function problemOf(words: string[]): 'tooFew' | 'tooMany' | 'tooLong' | undefined {
  if (words.length < 2) return 'tooFew';
  if (words.length > MOST) return 'tooMany';
  return words.some((word) => [...word].length > LONGEST) ? 'tooLong' : undefined;
}
