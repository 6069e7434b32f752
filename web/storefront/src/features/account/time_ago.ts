// SPDX-License-Identifier: Apache-2.0
// How long ago something was, in the largest unit that is not zero.
const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

// Nothing for less than a minute, and for what a clock that is a little off calls the future: it is just now.
export function timeAgo(time: string, now: number, language: string): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(time)) / 1000));
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of units)
    if (seconds >= length) return format.format(-Math.floor(seconds / length), unit);
  return '';
}
