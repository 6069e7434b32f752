// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { paragraphs } from './paragraphs';

test('an empty line parts paragraphs', () => {
  expect(paragraphs('one\nstill one\n\n two \n \n\nthree\n')).toEqual(['one\nstill one', 'two', 'three']);
});
