// SPDX-License-Identifier: Apache-2.0

// With the thing at `from` at `to`.
export function moved<Thing>(list: readonly Thing[], from: number, to: number): Thing[] {
  const next = [...list];
  const taken = next.splice(from, 1);
  next.splice(to, 0, ...taken);
  return next;
}
