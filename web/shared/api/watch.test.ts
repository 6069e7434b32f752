// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dataOf } from './watch';

describe('an event', () => {
  it('may have its data in several lines', () => {
    expect(dataOf('event: news\ndata: {"a":\ndata: 1}')).toBe('{"a":\n1}');
  });

  it('may be a comment alone', () => {
    expect(dataOf(': still here')).toBe('');
  });
});
