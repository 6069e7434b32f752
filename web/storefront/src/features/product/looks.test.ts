// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { galleryPictures, offerOf, paragraphs, valuePictures } from './looks';
import type { Sku } from './options';

const picture = (url: string) => ({ url, width: 900, height: 900, alt: '' });
const yuan = (minorUnits: string) => ({ currencyCode: 'CNY', minorUnits });

function sku(optionValues: string[], url?: string, more: Partial<Sku> = {}): Sku {
  const base = { id: optionValues.join('-'), optionValues, available: '1', code: '', weightGrams: 0 };
  return { ...base, ...(url && { picture: picture(url) }), ...more };
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

describe('the offer', () => {
  test('is a range where SKUs cost differently, by value and not by text', () => {
    const offer = offerOf([
      sku(['a'], undefined, { price: yuan('10000'), listPrice: yuan('12000') }),
      sku(['b'], undefined, { price: yuan('9900') }),
    ]);
    expect(offer).toEqual({ low: yuan('9900'), high: yuan('10000'), list: undefined });
  });

  test('is one price with its crossed-out price where all cost the same', () => {
    const offer = offerOf([sku(['a'], undefined, { price: yuan('9900'), listPrice: yuan('12000') })]);
    expect(offer).toEqual({ low: yuan('9900'), high: undefined, list: yuan('12000') });
  });
});

test('an empty line parts paragraphs', () => {
  expect(paragraphs('one\nstill one\n\n two \n \n\nthree\n')).toEqual(['one\nstill one', 'two', 'three']);
});
