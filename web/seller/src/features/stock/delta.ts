// SPDX-License-Identifier: Apache-2.0

export type Way = 'add' | 'take' | 'set';

const MOST = 1_000_000;

// By how much the stock changes; nothing for what is no change.
export function deltaOf(way: Way, text: string, available: string): number | undefined {
  if (!/^\d{1,7}$/.test(text.trim())) return undefined;
  const typed = Number(text);
  const delta = way === 'add' ? typed : way === 'take' ? -typed : typed - Number(available);
  return delta === 0 || Math.abs(delta) > MOST ? undefined : delta;
}
