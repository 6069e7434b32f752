// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Sku } from './options';
import { galleryPictures, valuePictures } from './pictures';

const picture = (url: string) => ({ url, width: 900, height: 900, alt: '' });

function sku(optionValues: string[], url?: string): Sku {
  const base = {
    id: optionValues.join('-'),
    optionValues,
    available: '1',
    code: '',
    weightGrams: 0,
    volumeCm3: 0,
  };
  return { ...base, ...(url && { picture: picture(url) }) };
}

test('the gallery has each picture once, those of SKUs last', () => {
  const shown = galleryPictures({
    pictures: [picture('/a'), picture('/b')],
    skus: [sku(['red'], '/b'), sku(['blue'], '/c'), sku(['green'])],
  });
  expect(shown.map(({ url }) => url)).toEqual(['/a', '/b', '/c']);
});

describe('pictures of values', () => {
  const options = [
    { name: 'colour', values: ['red', 'blue'] },
    { name: 'size', values: ['S', 'M'] },
  ];
  const skus = [sku(['red', 'S'], '/r'), sku(['red', 'M'], '/r'), sku(['blue', 'S'], '/b')];

  test('belong to the option that they tell apart', () => {
    expect([...valuePictures({ options, skus }, 0)].map(([value, { url }]) => [value, url])).toEqual([
      ['red', '/r'],
      ['blue', '/b'],
    ]);
    expect(valuePictures({ options, skus }, 1).size).toBe(0);
  });

  test('are none where a SKU has no picture, or all have the same', () => {
    expect(valuePictures({ options, skus: [...skus, sku(['blue', 'M'])] }, 0).size).toBe(0);
    expect(
      valuePictures({ options, skus: [sku(['red', 'S'], '/x'), sku(['blue', 'S'], '/x')] }, 0).size,
    ).toBe(0);
  });
});
