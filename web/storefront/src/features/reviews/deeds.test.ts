// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { deedsOf } from './deeds';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const before = '2026-11-23T11:00:00Z';
const after = '2026-11-23T13:00:00Z';

describe('what an author can do with a review', () => {
  it('is to write what is awaited', () => {
    expect(deedsOf({ state: 'REVIEW_STATE_AWAITED' }, NOON)).toEqual(['write']);
  });

  it('is to follow it up and to change it while there is time', () => {
    const review = { state: 'REVIEW_STATE_PUBLISHED', editBefore: after, followUpBefore: after } as const;
    expect(deedsOf(review, NOON)).toEqual(['followUp', 'edit']);
    expect(deedsOf({ ...review, editBefore: before }, NOON)).toEqual(['followUp']);
  });

  it('is nothing with what an administrator hid', () => {
    expect(deedsOf({ state: 'REVIEW_STATE_HIDDEN' }, NOON)).toEqual([]);
  });
});
