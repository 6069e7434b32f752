// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { minuteOf, timeOf } from './minutes';

test('minutes of a day are times, and back', () => {
  expect([0, 485, 1320, 1439].map(timeOf)).toEqual(['00:00', '08:05', '22:00', '23:59']);
  expect(['00:00', '08:05', '22:00', '23:59:30'].map(minuteOf)).toEqual([0, 485, 1320, 1439]);
  expect(minuteOf('')).toBeUndefined();
});
