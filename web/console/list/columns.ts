// SPDX-License-Identifier: Apache-2.0
// Which columns a reader wants of a list, kept on this device.
import { useState } from 'react';
import { keep, kept } from '@ecommerce/shared/api/storage';

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => React.ReactNode;
  // In a file, where `render` makes more than text. A column without either is left out of it.
  text?: (row: Row) => string | undefined;
  width?: number;
  align?: 'end';
  // The API can order by it.
  sortable?: boolean;
  // Always there: what names the row, and what can be done with it.
  fixed?: boolean;
  // There only when it is asked for.
  extra?: boolean;
}

// Both consoles live at one origin.
const keyOf = (list: string) => `ecommerce.columns.${import.meta.env.BASE_URL}${list}`;

// The names of hidden columns that are still there.
export function hiddenColumns<Row>(columns: Column<Row>[], text: string | null): Set<string> {
  const free = columns.filter(({ fixed }) => !fixed);
  if (text === null) return new Set(free.filter(({ extra }) => extra).map(({ key }) => key));
  const named = new Set(text.split(','));
  return new Set(free.map(({ key }) => key).filter((key) => named.has(key)));
}

export function useColumns<Row>(list: string, columns: Column<Row>[]) {
  const [text, setText] = useState(() => kept(keyOf(list)));
  const hidden = hiddenColumns(columns, text);
  return {
    shown: columns.filter(({ key }) => !hidden.has(key)),
    isShown: (key: string) => !hidden.has(key),
    toggle: (key: string) => {
      const next = new Set(hidden);
      if (!next.delete(key)) next.add(key);
      const names = [...next].join(',');
      keep(keyOf(list), names);
      setText(names);
    },
  };
}
