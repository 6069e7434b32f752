// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { changedList, readList } from './list_address';

describe("a list's address", () => {
  it('holds filters, order, size and page', () => {
    const read = readList(new URLSearchParams('state=paid&sort=-time&size=50&page=abc&other=1'), [
      'state',
      'no',
    ]);
    expect(read).toEqual({ filters: { state: 'paid', no: '' }, sort: '-time', size: 50, token: 'abc' });
  });

  it('takes no size that is not offered', () => {
    for (const size of ['', '0', '7', '100000', 'x'])
      expect(readList(new URLSearchParams({ size }), []).size).toBe(20);
  });

  it('begins again with other filters, and leaves out empty ones', () => {
    const next = changedList(new URLSearchParams('state=paid&page=abc&size=50'), { state: '', no: '7' });
    expect(next.toString()).toBe('size=50&no=7');
  });
});
