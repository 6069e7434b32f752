// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readLines, type SheetColumn } from './columns';

const columns: SheetColumn<'no' | 'carrier' | 'note'>[] = [
  { key: 'no', titles: ['Order number', '订单号'], example: '1' },
  { key: 'carrier', titles: ['Carrier', '快递公司'], example: 'EMS' },
  { key: 'note', titles: ['Note'], example: '', optional: true },
];

it('finds columns by their titles, in any order and language', () => {
  expect(
    readLines(
      [
        ['快递公司*', 'Colour', 'ORDER_NUMBER'],
        ['顺丰', 'red', '17'],
        ['', ''],
        ['EMS', '', '18'],
      ],
      columns,
    ),
  ).toEqual({
    lines: [
      { number: 2, cells: { no: '17', carrier: '顺丰', note: '' } },
      { number: 4, cells: { no: '18', carrier: 'EMS', note: '' } },
    ],
  });
});

it('says which are missing', () => {
  expect(readLines([['Order number', 'Note']], columns)).toEqual({ missing: ['Carrier'] });
  expect(readLines([], columns)).toEqual({ missing: ['Order number', 'Carrier'] });
});
