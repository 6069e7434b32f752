// SPDX-License-Identifier: Apache-2.0
// A product as its form holds it, and as the API takes it.
import { amountText, minorUnits } from '@ecommerce/console/form/amount';
import type { Version } from '@ecommerce/console/form/useEdit';
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Product } from '@/entities/product/product';
import { fields, newRow, SKUS_MAX, type Field, type Option, type SkuRow } from './sku_grid';

export interface ProductValues {
  name: string;
  subtitle: string;
  // Empty before one is chosen.
  categoryId: string;
  brand: string;
  description: string;
  pictures: Schemas['Picture'][];
  // By name.
  attributes: Record<string, string>;
  tags: string[];
  skus: { options: Option[]; rows: SkuRow[] };
  // '0' is the platform's.
  freightTemplateId: string;
}

export const PICTURES_MAX = 15;
const CURRENCY = 'CNY';

export const blank: Version<ProductValues> = {
  etag: '',
  values: {
    name: '',
    subtitle: '',
    categoryId: '',
    brand: '',
    description: '',
    pictures: [],
    attributes: {},
    tags: [],
    skus: { options: [], rows: [newRow([])] },
    freightTemplateId: '0',
  },
};

export function versionOf(product: Product): Version<ProductValues> {
  return {
    etag: product.etag,
    values: {
      name: product.name,
      subtitle: product.subtitle,
      categoryId: product.categoryId,
      brand: product.brand,
      description: product.description,
      pictures: product.pictures,
      attributes: Object.fromEntries(product.attributes.map(({ name, value }) => [name, value])),
      tags: product.tags,
      skus: {
        options: product.options,
        rows: product.skus.map((sku) => ({
          id: sku.id,
          optionValues: sku.optionValues,
          price: sku.price ? amountText(sku.price.minorUnits) : '',
          listPrice: sku.listPrice ? amountText(sku.listPrice.minorUnits) : '',
          stock: sku.available,
          code: sku.code,
          weight: sku.weightGrams > 0 ? String(sku.weightGrams) : '',
          volume: sku.volumeCm3 > 0 ? String(sku.volumeCm3) : '',
          ...(sku.picture && { picture: sku.picture }),
        })),
      },
      freightTemplateId: product.freightTemplateId,
    },
  };
}

// The same again, as something new.
export function copyOf(product: Product, name: string): Version<ProductValues> {
  const { values } = versionOf(product);
  const rows = values.skus.rows.map((row) => ({ ...row, id: '', stock: '', code: '' }));
  return { etag: '', values: { ...values, name, skus: { ...values.skus, rows } } };
}

const WHOLE = /^\d{1,8}$/;
const VOLUME_MAX = 10_000_000;

// Whether a cell of the grid can be sent.
export function isFine(row: SkuRow, field: Field): boolean {
  const text = row[field].trim();
  switch (field) {
    case 'price': {
      const units = minorUnits(text);
      return units !== undefined && BigInt(units) > 0n;
    }
    case 'listPrice': {
      if (text === '') return true;
      const units = minorUnits(text);
      const price = minorUnits(row.price);
      return units !== undefined && (price === undefined || BigInt(units) >= BigInt(price));
    }
    case 'stock':
    case 'weight':
      return text === '' || (WHOLE.test(text) && Number(text) <= 1_000_000);
    case 'volume':
      return text === '' || (WHOLE.test(text) && Number(text) <= VOLUME_MAX);
    case 'code':
      return text.length <= 60;
  }
}

export type Problem = 'needed' | 'noSku' | 'tooManySkus' | 'badCells' | 'optionUnnamed' | 'keepPicture';

export function problemsOf(
  values: ProductValues,
  hadPictures: boolean,
): Partial<Record<keyof ProductValues, Problem>> {
  const { options, rows } = values.skus;
  const skus: Problem | undefined =
    rows.length === 0
      ? 'noSku'
      : rows.length > SKUS_MAX
        ? 'tooManySkus'
        : options.some(({ name, values: all }) => name.trim() === '' || all.length === 0)
          ? 'optionUnnamed'
          : rows.some((row) => fields.some((field) => !isFine(row, field)))
            ? 'badCells'
            : undefined;
  return {
    ...(values.name.trim() === '' && { name: 'needed' as const }),
    ...(values.categoryId === '' && { categoryId: 'needed' as const }),
    ...(hadPictures && values.pictures.length === 0 && { pictures: 'keepPicture' as const }),
    ...(skus && { skus }),
  };
}

const money = (text: string) => ({ currencyCode: CURRENCY, minorUnits: minorUnits(text) ?? '0' });

function skuInput(row: SkuRow): Schemas['SkuInput'] {
  return {
    ...(row.id !== '' && { id: row.id }),
    optionValues: row.optionValues,
    price: money(row.price),
    ...(row.listPrice.trim() !== '' && { listPrice: money(row.listPrice) }),
    ...(row.id === '' && { initialStock: row.stock.trim() || '0' }),
    code: row.code.trim(),
    weightGrams: Number(row.weight) || 0,
    volumeCm3: Number(row.volume) || 0,
    ...(row.picture && { picture: row.picture }),
  };
}

const attributesOf = (values: ProductValues) =>
  Object.entries(values.attributes)
    .map(([name, value]) => ({ name, value: value.trim() }))
    .filter(({ value }) => value !== '');

export function createRequest(values: ProductValues): Schemas['CreateProductRequest'] {
  return {
    name: values.name,
    subtitle: values.subtitle,
    categoryId: values.categoryId,
    brand: values.brand,
    description: values.description,
    pictures: values.pictures,
    attributes: attributesOf(values),
    tags: values.tags,
    options: values.skus.options,
    skus: values.skus.rows.map(skuInput),
    freightTemplateId: values.freightTemplateId,
  };
}

// What changed alone: the rest may be somebody else's to change, and some changes need no new review.
export function updateRequest(
  values: ProductValues,
  before: ProductValues,
  changed: readonly (keyof ProductValues)[],
  etag: string,
): Omit<Schemas['UpdateProductRequest'], 'id'> {
  const has = (name: keyof ProductValues) => changed.includes(name);
  const attributes = attributesOf(values);
  const { options, rows } = values.skus;
  const newOptions = JSON.stringify(options) !== JSON.stringify(before.skus.options);
  return {
    etag,
    ...(has('name') && { name: values.name }),
    ...(has('subtitle') && { subtitle: values.subtitle }),
    ...(has('categoryId') && { categoryId: values.categoryId }),
    ...(has('brand') && { brand: values.brand }),
    ...(has('description') && { description: values.description }),
    ...(has('pictures') && { pictures: values.pictures }),
    ...(has('attributes') && (attributes.length > 0 ? { attributes } : { clearAttributes: true })),
    ...(has('tags') && (values.tags.length > 0 ? { tags: values.tags } : { clearTags: true })),
    ...(has('skus') && { skus: rows.map(skuInput) }),
    ...(has('freightTemplateId') && { freightTemplateId: values.freightTemplateId }),
    ...(newOptions && (options.length > 0 ? { options } : { clearOptions: true })),
  };
}
