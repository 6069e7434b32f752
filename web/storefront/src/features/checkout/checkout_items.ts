// SPDX-License-Identifier: Apache-2.0
// What a checkout buys: the ticked lines of the cart, or what its address names, as in `?items=387:1,550:2`.
export interface WantedItem {
  skuId: string;
  quantity: number;
}

// `items` is not set for the cart. An address that names nothing readable buys nothing, never the cart instead.
export interface Wanted {
  items?: WantedItem[];
}

const MAX_ITEMS = 120;
const MAX_QUANTITY = 999;

export function parseItems(parameter: string | null): Wanted {
  if (parameter === null) return {};
  const quantities = new Map<string, number>();
  for (const part of parameter.split(',')) {
    const [, skuId, count] = /^([1-9]\d{0,18}):([1-9]\d{0,2})$/.exec(part.trim()) ?? [];
    if (skuId === undefined) continue;
    quantities.set(skuId, Math.min((quantities.get(skuId) ?? 0) + Number(count), MAX_QUANTITY));
  }
  const items = [...quantities].map(([skuId, quantity]) => ({ skuId, quantity }));
  return { items: items.slice(0, MAX_ITEMS) };
}

export function formatItems(items: readonly WantedItem[]): string {
  return items.map(({ skuId, quantity }) => `${skuId}:${quantity}`).join(',');
}

// The same items with another quantity of one of them; 0 leaves it out.
export function withQuantity(items: readonly WantedItem[], skuId: string, quantity: number): WantedItem[] {
  return items
    .map((item) => (item.skuId === skuId ? { ...item, quantity } : item))
    .filter((item) => item.quantity > 0);
}
