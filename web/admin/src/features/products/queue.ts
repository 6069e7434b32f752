// SPDX-License-Identifier: Apache-2.0
// Going through the review queue by keyboard.

export type QueueKey = 'next' | 'previous' | 'approve' | 'reject';

const KEYS: Record<string, QueueKey> = { j: 'next', k: 'previous', a: 'approve', r: 'reject' };

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

// Nothing for keys of the browser's own, and where somebody is typing.
export function queueKey(pressed: Pressed, typing: boolean): QueueKey | undefined {
  if (typing || pressed.isComposing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  return KEYS[pressed.key.toLowerCase()];
}

// Which one is looked at: the one that the address names; where it has left the queue, what came to its place.
export function chosenOf(ids: string[], named: string, place: number): number {
  const found = ids.indexOf(named);
  if (found >= 0) return found;
  return ids.length === 0 ? -1 : Math.min(Math.max(place, 0), ids.length - 1);
}
