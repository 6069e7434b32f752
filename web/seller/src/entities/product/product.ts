// SPDX-License-Identifier: Apache-2.0
// A product's state as addresses and texts name it.
import type { Schemas } from '@ecommerce/shared/api/client';
import type { Tone } from '@ecommerce/shared/ui/Tag';

export type Product = Schemas['Product'];
export type ProductSummary = Schemas['ProductSummary'];
export type Sku = Schemas['Sku'];

export const states = ['DRAFT', 'IN_REVIEW', 'ON_SALE', 'REJECTED', 'OFF_SHELF'] as const;
export type State = (typeof states)[number];

export function stateOf(state: Schemas['ProductState']): State {
  return states.find((name) => `PRODUCT_STATE_${name}` === state) ?? 'DRAFT';
}

// Nothing for what names none.
export function apiState(text: string): Schemas['ProductState'] | undefined {
  const state = states.find((name) => name === text);
  return state && `PRODUCT_STATE_${state}`;
}

export const tones: Record<State, Tone> = {
  DRAFT: 'neutral',
  IN_REVIEW: 'info',
  ON_SALE: 'success',
  REJECTED: 'error',
  OFF_SHELF: 'warning',
};

export type Deed = 'submit' | 'takeOffShelf' | 'putOnShelf' | 'delete';

// What its seller can do with it.
export const deedsOf: Record<State, readonly Deed[]> = {
  DRAFT: ['submit', 'delete'],
  IN_REVIEW: ['delete'],
  ON_SALE: ['takeOffShelf', 'delete'],
  REJECTED: ['submit', 'delete'],
  OFF_SHELF: ['putOnShelf', 'delete'],
};
