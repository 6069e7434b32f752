// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { adopt, cellsOf, combinations, newRow, rowsFor, sheetOf, spread } from './sku_grid';

const colour = { name: '颜色', values: ['红', '蓝'] };
const size = { name: '尺码', values: ['S', 'M', 'L'] };

describe('the rows of a grid', () => {
  it('are all combinations, and one without options', () => {
    expect(combinations([colour, size])).toHaveLength(6);
    expect(combinations([])).toEqual([[]]);
  });

  it('keep what was typed when values come and go', () => {
    const rows = rowsFor([colour], []).map((row, index) => ({
      ...row,
      price: `${index}`,
      id: `${index + 1}`,
    }));
    const more = rowsFor([{ ...colour, values: ['蓝', '绿'] }], rows);
    expect(more.map(({ price, id }) => [price, id])).toEqual([
      ['1', '2'],
      ['', ''],
    ]);
  });

  it('take over prices, and no identity, when an option is added', () => {
    const rows = rowsFor([colour], []).map((row) => ({ ...row, price: '9', id: '1' }));
    const more = rowsFor([colour, size], rows);
    expect(more).toHaveLength(6);
    expect(new Set(more.map(({ price, id }) => `${price} ${id}`))).toEqual(new Set(['9 ']));
  });
});

describe('a copied range', () => {
  it('has tabs, line breaks of all systems and quotes', () => {
    expect(cellsOf('a\tb\r\nc\t"d\n""e"""\n')).toEqual([
      ['a', 'b'],
      ['c', 'd\n"e"'],
    ]);
    expect(cellsOf('\n\n')).toEqual([]);
  });

  it('is written from a cell on and not over the edge', () => {
    const rows = [newRow(['a']), newRow(['b'])];
    const after = spread(rows, cellsOf('1\t2\t3\tx\t5\t6\n7\n8'), 1, 'listPrice');
    expect(after[0]).toEqual(rows[0]);
    expect(after[1]).toMatchObject({ price: '', listPrice: '1', stock: '2', code: '3', weight: 'x' });
  });

  it('leaves the stock of SKUs that exist alone', () => {
    const [after] = spread([{ ...newRow([]), id: '7', stock: '4' }], [['1', '2', '99']], 0, 'price');
    expect(after).toMatchObject({ price: '1', stock: '4' });
  });
});

describe('a pasted table', () => {
  const text = '颜色\t尺码\t售价\t库存\n红\tS\t9.9\t10\n红\tM\t9.9\t5\n蓝\tS\t12\t0';

  it('makes options and SKUs', () => {
    const sheet = sheetOf(text);
    expect(sheet).toMatchObject({
      options: [
        { name: '颜色', values: ['红', '蓝'] },
        { name: '尺码', values: ['S', 'M'] },
      ],
    });
    expect('rows' in sheet && sheet.rows.map(({ price, stock }) => [price, stock])).toEqual([
      ['9.9', '10'],
      ['9.9', '5'],
      ['12', '0'],
    ]);
  });

  it('says what is wrong with it', () => {
    expect(sheetOf('')).toEqual({ problem: 'empty' });
    expect(sheetOf('Colour\tStock\nred\t1')).toEqual({ problem: 'noPrice' });
    expect(sheetOf('Colour\tPrice\nred\t1\nred\t2')).toEqual({ problem: 'twice', line: 3 });
    expect(sheetOf('A\tB\tC\tD\tPrice\na\tb\tc\td\t1')).toEqual({ problem: 'tooManyOptions' });
  });

  it('changes SKUs that are there and makes the others', () => {
    const sheet = [newRow(['红']), newRow(['蓝'])];
    const after = adopt(sheet, [{ ...newRow(['蓝']), id: '9', stock: '3' }]);
    expect(after.map(({ id, stock }) => [id, stock])).toEqual([
      ['', ''],
      ['9', '3'],
    ]);
  });
});
