// SPDX-License-Identifier: Apache-2.0
// A list's filters, order and place as its address says them, so that a link shows what its sender saw.
import { useLocation, useNavigate, useSearchParams } from 'react-router';

export const SIZES = [20, 50, 100] as const;
// The largest page that the API gives.
export const PAGE_MAX = 100;

export interface ListState<Filter extends string> {
  // Empty for those that are not set.
  filters: Record<Filter, string>;
  // A column's name, after '-' for the largest first; empty for the list's own order.
  sort: string;
  size: number;
  // The API's page token; empty for the first page.
  token: string;
}

export function readList<Filter extends string>(
  parameters: URLSearchParams,
  names: readonly Filter[],
): ListState<Filter> {
  const size = Number(parameters.get('size'));
  return {
    filters: Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ''])) as Record<
      Filter,
      string
    >,
    sort: parameters.get('sort') ?? '',
    size: SIZES.find((each) => each === size) ?? SIZES[0],
    token: parameters.get('page') ?? '',
  };
}

// With other filters or another order the list begins again.
export function changedList(parameters: URLSearchParams, changes: Record<string, string>): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

// Keyset pages know the next one alone; the way back is what was gone through.
interface Trail {
  trail?: string[];
}

export function useListAddress<Filter extends string>(names: readonly Filter[]) {
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const trail = (useLocation().state as Trail | null)?.trail ?? [];
  const list = readList(parameters, names);
  const goTo = (token: string, gone: string[]) => {
    const next = changedList(parameters, {});
    if (token !== '') next.set('page', token);
    void navigate({ search: `?${next.toString()}` }, { state: { trail: gone } satisfies Trail });
  };
  return {
    ...list,
    filtered: names.some((name) => list.filters[name] !== ''),
    change: (changes: Partial<Record<Filter | 'sort' | 'size', string>>) =>
      setParameters(changedList(parameters, changes as Record<string, string>)),
    clear: () => setParameters(changedList(parameters, Object.fromEntries(names.map((name) => [name, ''])))),
    next: (token: string) => goTo(token, [...trail, list.token]),
    // Nothing on the first page. From a link into the middle the way back is to the beginning.
    previous: list.token === '' ? undefined : () => goTo(trail.at(-1) ?? '', trail.slice(0, -1)),
    pageNumber: list.token !== '' && trail.length === 0 ? undefined : trail.length + 1,
  };
}

export type ListAddress<Filter extends string> = ReturnType<typeof useListAddress<Filter>>;
