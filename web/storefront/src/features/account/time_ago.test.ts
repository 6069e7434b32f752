// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { timeAgo } from './time_ago';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23T12:00:05Z', '', ''],
  ['2026-11-23T11:59:30Z', '', ''],
  ['2026-11-23T11:58:30Z', '1 minute ago', '1分钟前'],
  ['2026-11-23T09:30:00Z', '2 hours ago', '2小时前'],
  ['2026-11-22T11:00:00Z', 'yesterday', '昨天'],
  ['2026-10-20T12:00:00Z', 'last month', '上个月'],
  ['2024-11-01T12:00:00Z', '2 years ago', '2年前'],
])('%s is "%s"', (time, english, chinese) => {
  expect(timeAgo(time, now, 'en')).toBe(english);
  expect(timeAgo(time, now, 'zh-CN')).toBe(chinese);
});
