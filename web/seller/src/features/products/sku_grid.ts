// SPDX-License-Identifier: Apache-2.0
// The grid of a product's SKUs: a row for each combination of option values, and what is pasted from a spreadsheet.

import type { Schemas } from '@ecommerce/shared/api/client';

export interface Option {
  name: string;
  values: string[];
}

export interface SkuRow {
  // Empty for one that is new.
  id: string;
  optionValues: string[];
  // As typed.
  price: string;
  listPrice: string;
  stock: string;
  code: string;
  weight: string;
  volume: string;
  // Kept as it is: the grid shows none.
  picture?: Schemas['Picture'];
}

export const fields = ['price', 'listPrice', 'stock', 'code', 'weight', 'volume'] as const;
export type Field = (typeof fields)[number];

export const SKUS_MAX = 200;
export const OPTIONS_MAX = 3;

export function newRow(optionValues: string[]): SkuRow {
  return { id: '', optionValues, price: '', listPrice: '', stock: '', code: '', weight: '', volume: '' };
}

export function combinations(options: readonly Option[]): string[][] {
  return options
    .filter(({ values }) => values.length > 0)
    .reduce<string[][]>(
      (above, { values }) => above.flatMap((row) => values.map((value) => [...row, value])),
      [[]],
    );
}

const keyOf = (values: readonly string[]) => JSON.stringify(values);

// A row for each combination: those that were there keep what they have. Where an option came or went, the rows of
// the values that are left serve.
export function rowsFor(options: readonly Option[], rows: readonly SkuRow[]): SkuRow[] {
  const known = new Map(rows.map((row) => [keyOf(row.optionValues), row]));
  return combinations(options).map((values) => {
    const same = known.get(keyOf(values));
    if (same) return same;
    const like = rows.find(
      ({ optionValues }) =>
        optionValues.length !== values.length &&
        (optionValues.every((value) => values.includes(value)) ||
          values.every((value) => optionValues.includes(value))),
    );
    return like ? { ...like, id: '', optionValues: values } : newRow(values);
  });
}

// Cells of a copied range: tabs between cells, quotes around those with line breaks.
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;
  let at = 0;
  while (at <= text.length) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    const value = found?.[1] !== undefined ? found[1].replace(/""/g, '"') : (found?.[2] ?? '');
    rows.at(-1)?.push(value.trim());
    at += found?.[0].length ?? 0;
    if (at >= text.length) break;
    if (text[at] === '\t') at += 1;
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      rows.push([]);
    }
  }
  return rows.filter((row) => row.some((value) => value !== ''));
}

// Writes a copied range over the grid, from a cell on; what reaches over its edge is left out. The stock of a SKU that
// exists is not the grid's to change.
export function spread(
  rows: readonly SkuRow[],
  cells: string[][],
  fromRow: number,
  fromField: Field,
): SkuRow[] {
  const first = fields.indexOf(fromField);
  return rows.map((row, index) => {
    const line = cells[index - fromRow];
    if (!line) return row;
    const changed = { ...row };
    line.forEach((value, offset) => {
      const field = fields[first + offset];
      if (field && !(field === 'stock' && row.id !== '')) changed[field] = value;
    });
    return changed;
  });
}

const headers: Record<Field, RegExp> = {
  price: /^(售价|价格|销售价|price)$/i,
  listPrice: /^(划线价|原价|市场价|list ?price|compare at price)$/i,
  stock: /^(库存|数量|stock|quantity|inventory)$/i,
  code: /^(编码|货号|商家编码|sku|code|sku code)$/i,
  weight: /^(重量|重量\(g\)|重量（克）|weight|weight \(g\)|grams)$/i,
  volume: /^(体积|体积\(cm³\)|体积（cm³）|体积（立方厘米）|volume|volume \(cm³\)|cm³)$/i,
};

export type Sheet =
  | { options: Option[]; rows: SkuRow[] }
  | { problem: 'empty' | 'noPrice' | 'tooManyOptions' | 'tooMany' | 'twice'; line?: number };

// A whole table with a line of headers: columns whose header we know are fields, all before them are options.
export function sheetOf(text: string): Sheet {
  const [header, ...lines] = cellsOf(text);
  if (!header || lines.length === 0) return { problem: 'empty' };
  const fieldAt = header.map((name) => fields.find((field) => headers[field].test(name)));
  if (!fieldAt.includes('price')) return { problem: 'noPrice' };
  const optionAt = header.flatMap((name, at) => (fieldAt[at] === undefined && name !== '' ? [at] : []));
  if (optionAt.length > OPTIONS_MAX) return { problem: 'tooManyOptions' };
  if (lines.length > SKUS_MAX) return { problem: 'tooMany' };
  const rows = lines.map((line) => {
    const row = newRow(optionAt.map((at) => line[at] ?? ''));
    fieldAt.forEach((field, at) => {
      if (field) row[field] = line[at] ?? '';
    });
    return row;
  });
  const seen = new Set<string>();
  for (const [index, { optionValues }] of rows.entries()) {
    const key = keyOf(optionValues);
    if (seen.has(key)) return { problem: 'twice', line: index + 2 };
    seen.add(key);
  }
  const options = optionAt.map((at, index) => ({
    name: header[at] ?? '',
    values: [...new Set(rows.map(({ optionValues }) => optionValues[index] ?? ''))].filter(Boolean),
  }));
  return { options, rows };
}

// A sheet over what is there: SKUs of the same values stay the same SKUs.
export function adopt(sheet: SkuRow[], rows: readonly SkuRow[]): SkuRow[] {
  const known = new Map(rows.map((row) => [keyOf(row.optionValues), row]));
  return sheet.map((row) => {
    const same = known.get(keyOf(row.optionValues));
    return same && same.id !== '' ? { ...same, ...row, id: same.id, stock: same.stock } : row;
  });
}
