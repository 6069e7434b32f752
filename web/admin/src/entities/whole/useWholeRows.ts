// SPDX-License-Identifier: Apache-2.0
// Lists that the API gives whole, as ListTable wants them: narrowed and cut into pages here.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ListAddress } from '@ecommerce/console/list/list_address';
import type { Page, Rows } from '@ecommerce/console/list/useRows';

// A page's token is where it begins.
export function pageOf<Row>(all: Row[], token: string, size: number): Page<Row> {
  const from = Math.max(Number.parseInt(token, 10) || 0, 0);
  const to = from + size;
  return { rows: all.slice(from, to), nextToken: to < all.length ? String(to) : '' };
}

export function useWholeRows<Row>(
  whole: UseQueryResult<Row[]>,
  matches: (row: Row) => boolean,
  { token, size }: ListAddress<string>,
): Rows<Row> {
  const data = whole.data && pageOf(whole.data.filter(matches), token, size);
  return { ...whole, data } as Rows<Row>;
}
