// SPDX-License-Identifier: Apache-2.0
// The terms of a freight template as forms hold them, and as the API takes them.
import type { Problems, Version } from '@ecommerce/console/form/useEdit';
import type { Schemas } from '@ecommerce/shared/api/client';
import { amountText, minorUnits } from '../form/amount';

export const bases = ['FREIGHT_BASIS_PIECES', 'FREIGHT_BASIS_WEIGHT', 'FREIGHT_BASIS_VOLUME'] as const;
export type Basis = (typeof bases)[number];

export const counts = ['firstUnits', 'furtherUnits', 'freeFromPieces'] as const;
export const amounts = ['firstFee', 'furtherFee', 'surcharge', 'freeFrom'] as const;
export const feeFields = [
  'firstUnits',
  'firstFee',
  'furtherUnits',
  'furtherFee',
  'freeFrom',
  'freeFromPieces',
  'surcharge',
] as const;
export type FeeField = (typeof feeFields)[number];

// As typed; what is empty is none.
export type FeeValues = Record<FeeField, string>;

export interface GroupValues {
  provinces: string[];
  fees: FeeValues;
}

export interface FreightValues {
  name: string;
  basis: Basis;
  elsewhere: FeeValues;
  groups: GroupValues[];
  notDelivered: string[];
}

export const UNITS_MAX = 10_000_000;
const PIECES_MAX = 100_000;
const FEE_MAX = 10_000_000n;
const FREE_FROM_MAX = 10_000_000_000n;
const WHOLE = /^\d{1,8}$/;

export const blankFees: FeeValues = {
  firstUnits: '1',
  firstFee: '',
  furtherUnits: '1',
  furtherFee: '',
  freeFrom: '',
  freeFromPieces: '',
  surcharge: '',
};

export const blankFreight: Version<FreightValues> = {
  etag: '',
  values: {
    name: '',
    basis: 'FREIGHT_BASIS_PIECES',
    elsewhere: blankFees,
    groups: [],
    notDelivered: [],
  },
};

const shownAmount = (units: string) => (units === '0' ? '' : amountText(units));

function feeValues(fees: Schemas['FreightFees'] | undefined): FeeValues {
  if (!fees) return blankFees;
  return {
    firstUnits: fees.firstUnits,
    firstFee: amountText(fees.firstFee),
    furtherUnits: fees.furtherUnits,
    furtherFee: amountText(fees.furtherFee),
    freeFrom: shownAmount(fees.freeFrom),
    freeFromPieces: fees.freeFromPieces === '0' ? '' : fees.freeFromPieces,
    surcharge: shownAmount(fees.surcharge),
  };
}

export function versionOf(template: Schemas['FreightTemplate']): Version<FreightValues> {
  const { terms } = template;
  const basis = bases.find((each) => each === terms?.basis) ?? 'FREIGHT_BASIS_PIECES';
  return {
    etag: template.etag,
    values: {
      name: template.name,
      basis,
      elsewhere: feeValues(terms?.elsewhere),
      groups: (terms?.groups ?? []).map(({ provinces, fees }) => ({ provinces, fees: feeValues(fees) })),
      notDelivered: terms?.notDelivered ?? [],
    },
  };
}

const units = (text: string) => (text.trim() === '' ? '0' : (minorUnits(text) ?? '0'));

function feesOf(values: FeeValues) {
  return {
    firstUnits: values.firstUnits.trim(),
    firstFee: units(values.firstFee),
    furtherUnits: values.furtherUnits.trim(),
    furtherFee: units(values.furtherFee),
    surcharge: units(values.surcharge),
    freeFrom: units(values.freeFrom),
    freeFromPieces: values.freeFromPieces.trim() || '0',
  };
}

export function termsOf(values: FreightValues) {
  return {
    basis: values.basis,
    elsewhere: feesOf(values.elsewhere),
    groups: values.groups.map(({ provinces, fees }) => ({ provinces, fees: feesOf(fees) })),
    notDelivered: values.notDelivered,
  };
}

// Whether a cell can be sent.
export function isFine(field: FeeField, typed: string): boolean {
  const text = typed.trim();
  switch (field) {
    case 'firstUnits':
    case 'furtherUnits':
      return WHOLE.test(text) && Number(text) >= 1 && Number(text) <= UNITS_MAX;
    case 'freeFromPieces':
      return text === '' || (WHOLE.test(text) && Number(text) <= PIECES_MAX);
    case 'firstFee':
    case 'furtherFee':
    case 'surcharge':
    case 'freeFrom': {
      if (text === '') return true;
      const amount = minorUnits(text);
      return amount !== undefined && BigInt(amount) <= (field === 'freeFrom' ? FREE_FROM_MAX : FEE_MAX);
    }
  }
}

const areFine = (fees: FeeValues) => feeFields.every((field) => isFine(field, fees[field]));

export type FreightProblem = 'unnamed' | 'badCells' | 'emptyGroup';

export function problemsOf(values: FreightValues, named: boolean): Record<string, FreightProblem> {
  const groups: FreightProblem | undefined = values.groups.some(({ provinces }) => provinces.length === 0)
    ? 'emptyGroup'
    : values.groups.some(({ fees }) => !areFine(fees))
      ? 'badCells'
      : undefined;
  return {
    ...(named && values.name.trim() === '' && { name: 'unnamed' as const }),
    ...(!areFine(values.elsewhere) && { elsewhere: 'badCells' as const }),
    ...(groups && { groups }),
  };
}

export type FreightProblems = Problems<FreightValues>;
