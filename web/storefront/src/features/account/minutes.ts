// SPDX-License-Identifier: Apache-2.0
// Minutes of a day as the browser's field for times writes them.

export function timeOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

// Nothing for what is no time.
export function minuteOf(time: string): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

// How far this place is ahead of UTC just now.
export function offsetHere(now = new Date()): number {
  return -now.getTimezoneOffset();
}
