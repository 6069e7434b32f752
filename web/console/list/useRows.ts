// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query';

export interface Page<Row> {
  rows: Row[];
  // Empty on the last page.
  nextToken: string;
}

// One page of a list; while the next one comes, the old one stays, faded.
export function useRows<Row>(key: QueryKey, read: () => Promise<Page<Row>>) {
  return useQuery({ queryKey: key, queryFn: read, placeholderData: keepPreviousData });
}

export type Rows<Row> = ReturnType<typeof useRows<Row>>;
