// SPDX-License-Identifier: Apache-2.0
// The platform's time: deadlines count by it, not by a visitor's clock that may be wrong.
let offset = 0;

// `date` is a reply's Date header, of a reply that no cache kept.
export function learnTime(date: string | null) {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  // The header counts in seconds and travels: less than that is no difference.
  offset = Math.abs(difference) < 3000 ? 0 : difference;
}

export function platformNow(): number {
  return Date.now() + offset;
}
