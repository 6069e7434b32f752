// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { hiddenColumns, type Column } from './columns';

const column = (key: string, more: Partial<Column<object>> = {}): Column<object> => ({
  key,
  title: key,
  render: () => key,
  ...more,
});

it('hides what the reader chose, and never what names the row', () => {
  const columns = [column('name', { fixed: true }), column('price'), column('weight', { extra: true })];
  expect([...hiddenColumns(columns, null)]).toEqual(['weight']);
  expect([...hiddenColumns(columns, '')]).toEqual([]);
  expect([...hiddenColumns(columns, 'name,price,gone')]).toEqual(['price']);
});
