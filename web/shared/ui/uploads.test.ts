// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { BYTES_MAX, changed, choose, isReady, type Upload } from './uploads';

function file(name: string, type = 'image/png', size = 10): File {
  return Object.defineProperty(new File(['x'], name, { type }), 'size', { value: size });
}

describe('choosing pictures', () => {
  it('takes what a browser shows and no more than may be', () => {
    const files = Array.from({ length: 4 }, (_, index) => file(`${index}.png`));
    const { taken, refused } = choose(files, 7, 9);
    expect(taken.map(({ name }) => name)).toEqual(['0.png', '1.png']);
    expect(refused.map(({ why }) => why)).toEqual(['count', 'count']);
  });

  it('says which file is of the wrong kind or too large', () => {
    const { taken, refused } = choose(
      [
        file('a.svg', 'image/svg+xml'),
        file('b.jpg', 'image/jpeg', BYTES_MAX + 1),
        file('c.webp', 'image/webp', BYTES_MAX),
      ],
      0,
      9,
    );
    expect(taken.map(({ name }) => name)).toEqual(['c.webp']);
    expect(refused).toEqual([
      { name: 'a.svg', why: 'type' },
      { name: 'b.jpg', why: 'size' },
    ]);
  });
});

describe('uploads', () => {
  const two: Upload[] = [
    { id: 1, name: 'a', progress: 0 },
    { id: 2, name: 'b', progress: 1, picture: { url: '/b', width: 1, height: 1, alt: '' } },
  ];

  it('change one at a time', () => {
    expect(changed(two, 1, { progress: 0.5 }).map(({ progress }) => progress)).toEqual([0.5, 1]);
  });

  it('are ready when each has arrived', () => {
    expect(isReady(two)).toBe(false);
    expect(isReady(two.slice(1))).toBe(true);
    expect(isReady([])).toBe(true);
  });
});
