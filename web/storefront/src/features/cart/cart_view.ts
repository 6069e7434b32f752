// SPDX-License-Identifier: Apache-2.0
// A cart in the parts that its page shows.
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Money } from '@ecommerce/shared/i18n/format';
import { isOffShelf, isSoldOut, type Cart, type CartLine } from '@/entities/cart/cart_changes';

export type CartShop = Schemas['CartShop'];

// Of several ticks: all, some or none of them; `empty` where there is nothing to tick.
export type Ticks = 'all' | 'some' | 'none' | 'empty';

const MOST_UNITS = 999;

export function isInvalid(line: CartLine): boolean {
  return isOffShelf(line) || isSoldOut(line);
}

// Shops with what can be bought of them, and apart what cannot be bought at all.
export function partsOf(cart: Cart): { shops: CartShop[]; invalid: CartLine[] } {
  const shops = cart.shops
    .map((shop) => ({ ...shop, lines: shop.lines.filter((line) => !isInvalid(line)) }))
    .filter(({ lines }) => lines.length > 0);
  return { shops, invalid: cart.shops.flatMap(({ lines }) => lines.filter(isInvalid)) };
}

export function ticksOf(lines: readonly CartLine[]): Ticks {
  const tickable = lines.filter(({ buyable }) => buyable);
  if (tickable.length === 0) return 'empty';
  const ticked = tickable.filter(({ selected }) => selected).length;
  return ticked === 0 ? 'none' : ticked === tickable.length ? 'all' : 'some';
}

// A tick changes these: those that can be bought and are not as wanted yet.
export function linesToTick(lines: readonly CartLine[], selected: boolean): string[] {
  return lines.filter((line) => line.buyable && line.selected !== selected).map(({ skuId }) => skuId);
}

export function mostOf(line: CartLine): number {
  return Math.min(Number(line.available), MOST_UNITS);
}

// By how much the price has changed since it was added.
export function priceChange({ price, addedPrice }: CartLine): Money | undefined {
  if (!price || !addedPrice || price.currencyCode !== addedPrice.currencyCode) return undefined;
  const difference = BigInt(price.minorUnits) - BigInt(addedPrice.minorUnits);
  if (difference === 0n) return undefined;
  return {
    currencyCode: price.currencyCode,
    minorUnits: (difference < 0n ? -difference : difference).toString(),
  };
}
