// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { chosenSku, firstChoice, mostUnits, openOptions, press, valueState, type Sku } from './options';

function sku(id: string, optionValues: string[], available: number): Sku {
  return { id, optionValues, available: String(available), code: '', weightGrams: 0, volumeCm3: 0 };
}

// Red comes in S and M, blue in M and L; blue L is sold out.
const shirt = {
  options: [
    { name: 'colour', values: ['red', 'blue'] },
    { name: 'size', values: ['S', 'M', 'L'] },
  ],
  skus: [
    sku('1', ['red', 'S'], 3),
    sku('2', ['red', 'M'], 1200),
    sku('3', ['blue', 'M'], 8),
    sku('4', ['blue', 'L'], 0),
  ],
};
const plain = { options: [], skus: [sku('9', [], 7)] };

describe('the first choice', () => {
  test('is empty where there is something to choose', () => {
    expect(firstChoice(shirt)).toEqual([undefined, undefined]);
    expect(chosenSku(shirt, firstChoice(shirt))).toBeUndefined();
  });

  test('is the only SKU of a product without options', () => {
    expect(chosenSku(plain, firstChoice(plain))?.id).toBe('9');
  });

  test('takes the only value of an option', () => {
    const one = { options: [{ name: 'size', values: ['M'] }], skus: [sku('5', ['M'], 1)] };
    expect(chosenSku(one, firstChoice(one))?.id).toBe('5');
  });
});

describe('the state of a value', () => {
  test('without other choices asks whether any SKU has it', () => {
    expect(valueState(shirt, [undefined, undefined], 1, 'S')).toBe('available');
    expect(valueState(shirt, [undefined, undefined], 1, 'L')).toBe('sold-out');
  });

  test('counts the other choices alone, not its own option', () => {
    expect(valueState(shirt, ['red', 'M'], 1, 'S')).toBe('available');
    expect(valueState(shirt, ['red', 'M'], 1, 'L')).toBe('missing');
    expect(valueState(shirt, ['blue', 'M'], 1, 'L')).toBe('sold-out');
    expect(valueState(shirt, ['red', 'S'], 0, 'blue')).toBe('missing');
  });
});

describe('a press on a value', () => {
  test('chooses it', () => {
    const { choice, dropped } = press(shirt, ['red', undefined], 1, 'M');
    expect(chosenSku(shirt, choice)?.id).toBe('2');
    expect(dropped).toEqual([]);
  });

  test('takes it back the second time', () => {
    expect(press(shirt, ['red', 'M'], 1, 'M').choice).toEqual(['red', undefined]);
  });

  test('drops the choices that do not go with it, and says which', () => {
    expect(press(shirt, ['red', 'S'], 0, 'blue')).toEqual({ choice: ['blue', undefined], dropped: ['S'] });
  });

  test('keeps the choices that still go with it', () => {
    const triple = {
      options: [...shirt.options, { name: 'print', values: ['none', 'star'] }],
      skus: [sku('1', ['red', 'S', 'none'], 1), sku('2', ['blue', 'M', 'none'], 1)],
    };
    expect(press(triple, ['red', 'S', 'none'], 0, 'blue')).toEqual({
      choice: ['blue', undefined, 'none'],
      dropped: ['S'],
    });
  });
});

test('the options still to choose are named', () => {
  expect(openOptions(shirt, [undefined, 'M'])).toEqual(['colour']);
  expect(openOptions(plain, [])).toEqual([]);
});

test('a quantity is limited by the stock of the chosen SKU and by 999', () => {
  expect(mostUnits(shirt, shirt.skus[0])).toBe(3);
  expect(mostUnits(shirt, shirt.skus[1])).toBe(999);
  expect(mostUnits(shirt, undefined)).toBe(999);
  expect(mostUnits(plain, undefined)).toBe(7);
});
