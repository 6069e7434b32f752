// SPDX-License-Identifier: Apache-2.0
// Choosing a SKU by its options. A value is never a dead end: one that does not go with the other choices can be
// chosen all the same, and the choices that it rules out are taken back.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Product = Schemas['Product'];
export type Sku = Schemas['Sku'];
type Goods = Pick<Product, 'options' | 'skus'>;

// The chosen value of each option, in the options' order.
export type Choice = readonly (string | undefined)[];

// Beside the other choices: can be bought, exists but none is left, or is not made.
export type ValueState = 'available' | 'sold-out' | 'missing';

export const LOW_STOCK = 5;
export const MOST_UNITS = 999;

function fits(sku: Sku, choice: Choice): boolean {
  return choice.every((value, index) => value === undefined || sku.optionValues[index] === value);
}

function replaced(choice: Choice, option: number, value: string | undefined): Choice {
  return choice.map((chosen, index) => (index === option ? value : chosen));
}

// What needs no choosing: options with a single value.
export function firstChoice({ options }: Goods): Choice {
  return options.map(({ values }) => (values.length === 1 ? values[0] : undefined));
}

export function chosenSku({ options, skus }: Goods, choice: Choice): Sku | undefined {
  if (options.some((_, index) => choice[index] === undefined)) return undefined;
  return skus.find((sku) => fits(sku, choice));
}

export function openOptions({ options }: Goods, choice: Choice): string[] {
  return options.filter((_, index) => choice[index] === undefined).map(({ name }) => name);
}

export function valueState({ skus }: Goods, choice: Choice, option: number, value: string): ValueState {
  const wanted = replaced(choice, option, value);
  const matching = skus.filter((sku) => fits(sku, wanted));
  if (matching.length === 0) return 'missing';
  return matching.some((sku) => Number(sku.available) > 0) ? 'available' : 'sold-out';
}

// The choice after a press on a value; a second press takes it back. `dropped` are the values it ruled out.
export function press(
  { skus }: Goods,
  choice: Choice,
  option: number,
  value: string,
): { choice: Choice; dropped: string[] } {
  if (choice[option] === value) return { choice: replaced(choice, option, undefined), dropped: [] };
  const pressed = replaced(choice, option, value);
  if (skus.some((sku) => fits(sku, pressed))) return { choice: pressed, dropped: [] };
  // Keeps as many of the other choices as still go with it, the first options first.
  let kept: Choice = pressed.map((chosen, index) => (index === option ? chosen : undefined));
  const dropped: string[] = [];
  pressed.forEach((chosen, index) => {
    if (index === option || chosen === undefined) return;
    const more = replaced(kept, index, chosen);
    if (skus.some((sku) => fits(sku, more))) kept = more;
    else dropped.push(chosen);
  });
  return { choice: kept, dropped };
}

// Units of the chosen SKU, or of the SKU with most where none is chosen yet.
export function mostUnits({ skus }: Goods, sku: Sku | undefined): number {
  const available = sku ? Number(sku.available) : Math.max(0, ...skus.map((each) => Number(each.available)));
  return Math.min(available, MOST_UNITS);
}
