// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { photoSources } from './photo_sources';

const url = (name: number) => `/pictures/p00ff_${name}.webp`;

test('the largest file names the smaller ones', () => {
  expect(photoSources({ url: url(1600), width: 1200, height: 1800 })).toBe(
    `${url(400)} 400w, ${url(800)} 800w, ${url(1600)} 1200w`,
  );
  expect(photoSources({ url: url(800), width: 700, height: 700 })).toBe(`${url(400)} 400w, ${url(800)} 700w`);
});

test('of a wide picture the square in its middle counts', () => {
  expect(photoSources({ url: url(800), width: 800, height: 400 })).toBe(`${url(400)} 200w, ${url(800)} 400w`);
});

test('a picture whose size is not known is taken for a square', () => {
  expect(photoSources({ url: url(800), width: 0, height: 0 })).toBe(`${url(400)} 400w, ${url(800)} 800w`);
});

test('drawings, small pictures and those of other places have one file', () => {
  for (const one of [
    url(400),
    '/pictures/cup_1_2.svg',
    '/pictures/p00ff.png',
    'https://x.example/p00ff_800.webp',
  ])
    expect(photoSources({ url: one, width: 300, height: 300 })).toBeUndefined();
});
