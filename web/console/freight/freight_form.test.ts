// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import {
  blankFees,
  blankFreight,
  isFine,
  problemsOf,
  termsOf,
  versionOf,
  type FreightValues,
} from './freight_form';

const values: FreightValues = {
  name: 'By weight',
  basis: 'FREIGHT_BASIS_WEIGHT',
  elsewhere: { ...blankFees, firstUnits: '1000', firstFee: '10', furtherUnits: '500', furtherFee: '3.33' },
  groups: [
    {
      provinces: ['33', '31'],
      fees: { ...blankFees, firstFee: '5.01', freeFrom: '300', freeFromPieces: '9' },
    },
  ],
  notDelivered: ['54'],
};

it('sends terms as the API counts them', () => {
  const terms = termsOf(values);
  expect(terms.elsewhere).toEqual({
    firstUnits: '1000',
    firstFee: '1000',
    furtherUnits: '500',
    furtherFee: '333',
    surcharge: '0',
    freeFrom: '0',
    freeFromPieces: '0',
  });
  expect(terms.groups[0]).toMatchObject({
    provinces: ['33', '31'],
    fees: { freeFrom: '30000', freeFromPieces: '9' },
  });
  expect(terms.notDelivered).toEqual(['54']);
});

it('shows what was saved as it was typed', () => {
  const saved = { id: '7', name: 'By weight', terms: termsOf(values), inUse: false, etag: 'v1' };
  const again = versionOf(saved);
  expect(again.etag).toBe('v1');
  expect(termsOf(again.values)).toEqual(termsOf(values));
  expect(again.values.groups[0]?.fees).toMatchObject({ firstFee: '5.01', freeFrom: '300.00', surcharge: '' });
});

it('names what cannot be sent', () => {
  expect(problemsOf(values, true)).toEqual({});
  expect(problemsOf(blankFreight.values, true)).toEqual({ name: 'unnamed' });
  expect(problemsOf(blankFreight.values, false)).toEqual({});
  const group = { provinces: [], fees: blankFees };
  expect(problemsOf({ ...values, groups: [group] }, true)).toEqual({ groups: 'emptyGroup' });
  const fees = { ...blankFees, firstUnits: '0' };
  expect(problemsOf({ ...values, elsewhere: fees }, true)).toEqual({ elsewhere: 'badCells' });
});

it('takes whole units and amounts within bounds', () => {
  expect(isFine('firstUnits', '10000000')).toBe(true);
  expect(isFine('firstUnits', '10000001')).toBe(false);
  expect(isFine('furtherUnits', '1.5')).toBe(false);
  expect(isFine('firstFee', '100000')).toBe(true);
  expect(isFine('firstFee', '100000.01')).toBe(false);
  expect(isFine('surcharge', 'much')).toBe(false);
  expect(isFine('freeFromPieces', '')).toBe(true);
});
