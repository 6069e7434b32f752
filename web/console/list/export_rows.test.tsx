// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { Column } from './columns';
import { exportRows } from './export_rows';

interface Row {
  no: string;
  pieces: number;
  shop?: string;
}

const columns: Column<Row>[] = [
  { key: 'no', title: 'Number', render: ({ no }) => <b>{no}</b>, text: ({ no }) => no },
  { key: 'pieces', title: 'Pieces', render: ({ pieces }) => pieces },
  { key: 'shop', title: 'Shop', render: ({ shop }) => shop },
  { key: 'photo', title: 'Photo', render: () => <img alt="" /> },
  { key: 'do', title: '', render: () => 'Ship' },
];

const pages: Record<string, { rows: Row[]; nextToken: string }> = {
  '': { rows: [{ no: '1', pieces: 2, shop: 'A' }], nextToken: 'second' },
  second: { rows: [{ no: '2', pieces: 0 }], nextToken: '' },
};

const read = (token: string) => Promise.resolve(pages[token] ?? { rows: [], nextToken: '' });

it('reads all pages, and leaves out what is no text', async () => {
  const told: number[] = [];
  const file = await exportRows(
    columns,
    read,
    (rows) => told.push(rows),
    () => false,
  );
  expect(file).toEqual({
    lines: [
      ['Number', 'Pieces', 'Shop'],
      ['1', '2', 'A'],
      ['2', '0', ''],
    ],
    cut: false,
  });
  expect(told).toEqual([1, 2]);
});

it('makes no file once it is stopped', async () => {
  let rows = 0;
  const file = await exportRows(
    columns,
    read,
    (count) => (rows = count),
    () => rows > 0,
  );
  expect(file).toBeUndefined();
});
