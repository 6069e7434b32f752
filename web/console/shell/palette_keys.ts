// SPDX-License-Identifier: Apache-2.0
import type { Command } from './console';

// Those whose text has all the words, wherever.
export function matching(commands: Command[], words: string): Command[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ text }) => wanted.every((word) => text.toLowerCase().includes(word)));
}

// The line that is chosen after a key; nothing where the key is not of the list.
export function chosenAfter(key: string, chosen: number, lines: number): number | undefined {
  if (lines === 0) return undefined;
  if (key === 'ArrowDown') return (chosen + 1) % lines;
  if (key === 'ArrowUp') return (chosen + lines - 1) % lines;
  return undefined;
}
