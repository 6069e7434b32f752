// SPDX-License-Identifier: Apache-2.0
// How much waits, beside a name or an icon: nothing for none, and no more than two digits.
export function Badge({ count, className }: { count: number; className?: string | undefined }) {
  if (count <= 0) return null;
  return <span className={className}>{count > 99 ? '99+' : count}</span>;
}
