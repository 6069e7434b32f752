// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { problemOf, wordsOf } from './words';

it('reads one word a line, each once', () => {
  expect(wordsOf(' 手机 \r\n\nsmart   phone\n手机\n')).toEqual(['手机', 'smart phone']);
});

it('says what the platform would refuse', () => {
  expect(problemOf(['手机'])).toBe('tooFew');
  expect(problemOf(['手机', '电话'])).toBeUndefined();
  expect(problemOf(Array.from({ length: 21 }, (_, n) => String(n)))).toBe('tooMany');
  expect(problemOf(['a', '长'.repeat(41)])).toBe('tooLong');
});
