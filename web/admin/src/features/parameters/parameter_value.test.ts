// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { durationOf, matches, problemOf, sizeOf, type Parameter } from './parameter_value';

const any = { min: '', max: '', choices: [] };

describe('the value of a parameter', () => {
  it('is a size in bytes', () => {
    expect(['4096', '64KiB', '10MB', '1GiB'].map(sizeOf)).toEqual([4096, 65536, 10_000_000, 2 ** 30]);
    expect(['', '1.5MiB', '10 MB', '10XB', '-1'].map(sizeOf)).toEqual(Array(5).fill(undefined));
  });

  it('is a duration in milliseconds', () => {
    expect(['250ms', '15m', '1h30m', '7d', '0'].map(durationOf)).toEqual([
      250, 900_000, 5_400_000, 604_800_000, 0,
    ]);
    expect(['', '15', '1 h', '1w', 'm5', '30m1h'].map(durationOf)).toEqual(Array(6).fill(undefined));
  });

  it('is of its kind', () => {
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_BOOLEAN' }, 'yes')).toBeUndefined();
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_BOOLEAN' }, 'maybe')).toBe('badChoice');
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_INTEGER' }, '1.5')).toBe('badInteger');
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_NUMBER' }, '1.5')).toBeUndefined();
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_NUMBER' }, '')).toBe('needed');
    const choices = ['off', 'log'];
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_CHOICE', choices }, 'log')).toBeUndefined();
    expect(problemOf({ ...any, kind: 'PARAMETER_KIND_CHOICE', choices }, 'all')).toBe('badChoice');
  });

  it('is within its bounds, whatever unit they are written in', () => {
    const window = { ...any, kind: 'PARAMETER_KIND_DURATION' as const, min: '1m', max: '1d' };
    expect(problemOf(window, '59s')).toBe('tooSmall');
    expect(problemOf(window, '60s')).toBeUndefined();
    expect(problemOf(window, '24h')).toBeUndefined();
    expect(problemOf(window, '1d1ms')).toBe('tooLarge');
  });
});

it('is found by name or help, service, and whether it is set', () => {
  const parameter = {
    ...any,
    name: 'order.ship_within',
    help: 'How long a shop has',
  } as unknown as Parameter;
  const everything = { words: '', service: '', set: false };
  expect(matches(everything, parameter)).toBe(true);
  expect(matches({ ...everything, words: 'SHOP ship' }, parameter)).toBe(true);
  expect(matches({ ...everything, words: 'payment' }, parameter)).toBe(false);
  expect(matches({ ...everything, service: 'payment' }, parameter)).toBe(false);
  expect(matches({ ...everything, set: true }, parameter)).toBe(false);
  expect(matches({ ...everything, set: true }, { ...parameter, value: '3d' })).toBe(true);
});
