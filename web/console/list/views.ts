// SPDX-License-Identifier: Apache-2.0
// Ways of looking at a list that its reader has named: filters, order and size, kept on this device.
import { useState } from 'react';
import { keep, kept } from '@ecommerce/shared/api/storage';

export interface View {
  name: string;
  // Of the address, without '?'.
  search: string;
}

export const VIEWS_MAX = 20;

// Both consoles live at one origin.
const keyOf = (list: string) => `ecommerce.views.${import.meta.env.BASE_URL}${list}`;

function isView(value: unknown): value is View {
  const { name, search } = (value ?? {}) as Partial<View>;
  return typeof name === 'string' && typeof search === 'string';
}

// What the browser has kept, or anybody has written there.
export function parseViews(text: string | null): View[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter(isView).slice(0, VIEWS_MAX) : [];
  } catch {
    return [];
  }
}

// Everything but the page, which is another one tomorrow; the same filters are the same view.
export function viewOf(parameters: URLSearchParams): string {
  const view = new URLSearchParams(parameters);
  view.delete('page');
  view.sort();
  return view.toString();
}

// The same name names the new view; the first of too many goes.
export function withView(views: View[], view: View): View[] {
  return [...views.filter(({ name }) => name !== view.name), view].slice(-VIEWS_MAX);
}

export function useViews(list: string) {
  const [views, setViews] = useState(() => parseViews(kept(keyOf(list))));
  const change = (next: View[]) => {
    setViews(next);
    keep(keyOf(list), JSON.stringify(next));
  };
  return {
    views,
    save: (view: View) => change(withView(views, view)),
    remove: (name: string) => change(views.filter((view) => view.name !== name)),
  };
}
