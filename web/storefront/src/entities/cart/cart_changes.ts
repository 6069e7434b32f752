// SPDX-License-Identifier: Apache-2.0
// A cart as it will be once the platform has answered: pages show a change at once and take it back if it fails.
import type { Schemas } from '@ecommerce/shared/api/client';
import { addMoney, timesMoney, type Money } from '@ecommerce/shared/i18n/format';

export type Cart = Schemas['Cart'];
export type CartLine = Schemas['CartLine'];

// What each kind of change is told.
export interface CartInputs {
  update: { skuId: string; quantity?: number; selected?: boolean };
  remove: string;
  select: { skuIds: string[]; selected: boolean };
  removeMany: string[];
}

export type CartChange = {
  [Kind in keyof CartInputs]: { kind: Kind; input: CartInputs[Kind] };
}[keyof CartInputs];

export function changed(cart: Cart, change: CartChange): Cart {
  switch (change.kind) {
    case 'update': {
      const { skuId, quantity, selected } = change.input;
      return withLines(cart, (line) => {
        if (line.skuId !== skuId) return line;
        const ticked = selected === undefined ? line : { ...line, selected };
        return quantity === undefined ? ticked : withQuantity(ticked, quantity);
      });
    }
    case 'remove':
      return withLines(cart, (line) => (line.skuId === change.input ? undefined : line));
    case 'select': {
      const { skuIds, selected } = change.input;
      // None named means all.
      return withLines(cart, (line) =>
        skuIds.length === 0 || skuIds.includes(line.skuId) ? { ...line, selected } : line,
      );
    }
    case 'removeMany':
      return withLines(cart, (line) => (change.input.includes(line.skuId) ? undefined : line));
  }
}

export function isOffShelf(line: CartLine): boolean {
  return line.problems.includes('LINE_PROBLEM_OFF_SHELF');
}

export function isOfClosedShop(line: CartLine): boolean {
  return line.problems.includes('LINE_PROBLEM_SHOP_CLOSED');
}

export function isSoldOut(line: CartLine): boolean {
  return line.problems.includes('LINE_PROBLEM_SOLD_OUT');
}

function withQuantity(line: CartLine, quantity: number): CartLine {
  const gone = isOffShelf(line) || isSoldOut(line);
  const tooMany = !gone && quantity > Number(line.available);
  const others = line.problems.filter((problem) => problem !== 'LINE_PROBLEM_QUANTITY_TOO_HIGH');
  return {
    ...line,
    quantity,
    ...(line.price && { subtotal: timesMoney(line.price, quantity) }),
    buyable: !gone && !tooMany,
    problems: tooMany ? ['LINE_PROBLEM_QUANTITY_TOO_HIGH', ...others] : others,
  };
}

// Changes lines or, with undefined, drops them; then counts anew.
function withLines(cart: Cart, change: (line: CartLine) => CartLine | undefined): Cart {
  const shops = cart.shops
    .map((shop) => {
      const lines = shop.lines.map(change).filter((line) => line !== undefined);
      return { ...shop, lines, subtotal: onlyOf(sums(lines.filter(counts))) };
    })
    .filter(({ lines }) => lines.length > 0);
  const lines = shops.flatMap((shop) => shop.lines);
  const counted = lines.filter(counts);
  const totals = sums(counted);
  return {
    ...cart,
    shops,
    total: onlyOf(totals),
    totals,
    lineCount: lines.length,
    selectedLines: counted.length,
    selectedQuantity: counted.reduce((units, line) => units + line.quantity, 0),
  };
}

function counts(line: CartLine): boolean {
  return line.selected && line.buyable;
}

// One for each currency.
function sums(lines: readonly CartLine[]): Money[] {
  const amounts = lines.flatMap(({ subtotal }) => (subtotal ? [subtotal] : []));
  const currencies = [...new Set(amounts.map(({ currencyCode }) => currencyCode))];
  return currencies.map((currency) =>
    amounts.filter(({ currencyCode }) => currencyCode === currency).reduce(addMoney),
  );
}

function onlyOf(amounts: readonly Money[]): Money | undefined {
  return amounts.length === 1 ? amounts[0] : undefined;
}
