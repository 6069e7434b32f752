// SPDX-License-Identifier: Apache-2.0
// What a sheet's columns are, and which of a file's columns is which.

export interface SheetColumn<Key extends string> {
  key: Key;
  // As our own files call it, first; and what else it may be called, in any language.
  titles: string[];
  // In the file that shows how it is done.
  example: string;
  // A file may leave it out.
  optional?: boolean;
}

export interface SheetLine<Key extends string> {
  // As a spreadsheet counts them.
  number: number;
  cells: Record<Key, string>;
}

export type Sheet<Key extends string> = { lines: SheetLine<Key>[] } | { missing: string[] };

const bare = (title: string) =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*()（）]/g, '');

// The first line names the columns, in any order; columns that nobody knows are left out.
export function readLines<Key extends string>(table: string[][], columns: SheetColumn<Key>[]): Sheet<Key> {
  const [head = [], ...rest] = table;
  const names = head.map((title) => bare(title));
  const places = columns.map(({ titles }) =>
    names.findIndex((name) => titles.some((title) => bare(title) === name)),
  );
  const missing = columns.filter(({ optional }, index) => !optional && places[index] === -1);
  if (missing.length > 0) return { missing: missing.map(({ titles }) => titles[0] ?? '') };
  return {
    lines: rest.flatMap((cells, index) =>
      cells.every((cell) => cell === '')
        ? []
        : {
            number: index + 2,
            cells: Object.fromEntries(
              columns.map(({ key }, column) => [key, cells[places[column] ?? -1] ?? '']),
            ) as Record<Key, string>,
          },
    ),
  };
}
