// SPDX-License-Identifier: Apache-2.0
// A list as a file: its pages, one after the other.
import { patiently } from '../sheet/run_all';
import type { Column } from './columns';
import type { Page } from './useRows';

export const ROWS_MAX = 100_000;

// A row's cells, and whether a column has any.
function textOf<Row>(column: Column<Row>, row: Row): string | undefined {
  if (column.text) return column.text(row) ?? '';
  const shown = column.render(row);
  if (typeof shown === 'string' || typeof shown === 'number') return String(shown);
  return shown === null || shown === undefined || shown === false ? '' : undefined;
}

// Lines for a file, the columns' titles first; undefined when it was stopped. Columns that hold more than text are left
// out, unless they say what they are in a file.
export async function exportRows<Row>(
  columns: Column<Row>[],
  read: (token: string) => Promise<Page<Row>>,
  told: (rows: number) => void,
  stopped: () => boolean,
): Promise<{ lines: string[][]; cut: boolean } | undefined> {
  const named = columns.filter(({ title }) => title !== '');
  const textless = new Set<string>();
  const cells: (string | undefined)[][] = [];
  let token = '';
  do {
    const page = await patiently(() => read(token), { stopped });
    if (stopped()) return undefined;
    for (const row of page.rows) {
      const line = named.map((column) => textOf(column, row));
      named.forEach(({ key }, index) => line[index] === undefined && textless.add(key));
      cells.push(line);
    }
    token = page.nextToken;
    told(cells.length);
  } while (token !== '' && cells.length < ROWS_MAX);
  const kept = named.map(({ key }, index) => ({ key, index })).filter(({ key }) => !textless.has(key));
  return {
    lines: [
      kept.map(({ index }) => named[index]?.title ?? ''),
      ...cells.map((line) => kept.map(({ index }) => line[index] ?? '')),
    ],
    cut: token !== '',
  };
}
