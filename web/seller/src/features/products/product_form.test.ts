// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { blank, createRequest, isFine, problemsOf, updateRequest, type ProductValues } from './product_form';
import { newRow } from './sku_grid';

const row = { ...newRow([]), price: '12.5', stock: '3', weight: '200' };
const values: ProductValues = {
  ...blank.values,
  name: 'Cup',
  categoryId: '7',
  attributes: { Material: 'clay', Size: ' ' },
  skus: { options: [], rows: [row] },
};

describe("a product's form", () => {
  it('is sent in the smallest unit, without empty attributes', () => {
    expect(createRequest(values)).toMatchObject({
      attributes: [{ name: 'Material', value: 'clay' }],
      skus: [{ price: { currencyCode: 'CNY', minorUnits: '1250' }, initialStock: '3', weightGrams: 200 }],
    });
  });

  it('says what is missing', () => {
    expect(problemsOf(blank.values, false)).toEqual({
      name: 'needed',
      categoryId: 'needed',
      skus: 'badCells',
    });
    expect(problemsOf(values, false)).toEqual({});
    expect(problemsOf(values, true)).toEqual({ pictures: 'keepPicture' });
    const unnamed = { options: [{ name: '', values: ['a'] }], rows: [row] };
    expect(problemsOf({ ...values, skus: unnamed }, false)).toEqual({ skus: 'optionUnnamed' });
  });

  it('refuses cells that are none', () => {
    expect(isFine({ ...row, price: '0' }, 'price')).toBe(false);
    expect(isFine({ ...row, listPrice: '12.49' }, 'listPrice')).toBe(false);
    expect(isFine({ ...row, listPrice: '12.50' }, 'listPrice')).toBe(true);
    expect(isFine({ ...row, stock: '-1' }, 'stock')).toBe(false);
    expect(isFine({ ...row, stock: '1000001' }, 'stock')).toBe(false);
  });

  it('sends what changed alone, and empties lists by name', () => {
    const after = { ...values, subtitle: 'new', attributes: {} };
    expect(updateRequest(after, values, ['subtitle', 'attributes'], 'e1')).toEqual({
      etag: 'e1',
      subtitle: 'new',
      clearAttributes: true,
    });
  });

  it('sends measures, the freight template, and the picture of a SKU as it was', () => {
    const picture = { url: '/pictures/red.webp', width: 400, height: 400, alt: '' };
    const skus = { options: [], rows: [{ ...row, id: '9', volume: '1500', picture }] };
    const after = { ...values, skus, freightTemplateId: '4' };
    const request = updateRequest(after, values, ['skus', 'freightTemplateId'], 'e1');
    expect(request.freightTemplateId).toBe('4');
    expect(request.skus?.[0]).toMatchObject({ weightGrams: 200, volumeCm3: 1500, picture });
    const gone = { ...row, weight: '', volume: '10000001' };
    expect(isFine(gone, 'volume')).toBe(false);
    expect(updateRequest({ ...after, freightTemplateId: '0' }, after, ['freightTemplateId'], 'e1')).toEqual({
      etag: 'e1',
      freightTemplateId: '0',
    });
  });

  it('never changes the stock of a SKU that exists', () => {
    const existing = { ...values, skus: { options: [], rows: [{ ...row, id: '9' }] } };
    const request = updateRequest(existing, values, ['skus'], 'e1');
    expect(request.skus?.[0]).not.toHaveProperty('initialStock');
    expect(request).not.toHaveProperty('options');
  });
});
