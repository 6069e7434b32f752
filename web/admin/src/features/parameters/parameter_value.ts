// SPDX-License-Identifier: Apache-2.0
// How the values of a parameter are written, so that an editor can say what is wrong before the platform does.
import type { Schemas } from '@ecommerce/shared/api/client';

export type Parameter = Schemas['Parameter'];

export type Problem =
  'needed' | 'badInteger' | 'badNumber' | 'badSize' | 'badDuration' | 'badChoice' | 'tooSmall' | 'tooLarge';

type Kind = Parameter['kind'];

const SIZES: Record<string, number> = {
  '': 1,
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
// Days, hours, minutes, seconds, milliseconds, each once and the largest first.
const TIME = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;
const UNITS = [86_400_000, 3_600_000, 60_000, 1000, 1];

// In bytes; nothing for what is no size.
export function sizeOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([A-Za-z]*)$/.exec(text) ?? [];
  const factor = SIZES[unit];
  return count === undefined || factor === undefined ? undefined : Number(count) * factor;
}

// In milliseconds; nothing for what is no duration.
export function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = text === '' ? null : TIME.exec(text);
  return parts?.slice(1).reduce((sum, count, index) => sum + Number(count ?? 0) * (UNITS[index] ?? 0), 0);
}

// What a value counts for its bounds.
function amountOf(kind: Kind, text: string): number | undefined {
  switch (kind) {
    case 'PARAMETER_KIND_INTEGER':
      return /^-?\d+$/.test(text) ? Number(text) : undefined;
    case 'PARAMETER_KIND_NUMBER':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
    case 'PARAMETER_KIND_SIZE':
      return sizeOf(text);
    case 'PARAMETER_KIND_DURATION':
      return durationOf(text);
    default:
      return undefined;
  }
}

const malformed: Partial<Record<Kind, Problem>> = {
  PARAMETER_KIND_INTEGER: 'badInteger',
  PARAMETER_KIND_NUMBER: 'badNumber',
  PARAMETER_KIND_SIZE: 'badSize',
  PARAMETER_KIND_DURATION: 'badDuration',
};

// Nothing where the parameter can have the value.
export function problemOf(
  { kind, min, max, choices }: Pick<Parameter, 'kind' | 'min' | 'max' | 'choices'>,
  typed: string,
): Problem | undefined {
  const text = typed.trim();
  if (text === '') return 'needed';
  if (kind === 'PARAMETER_KIND_BOOLEAN') return ['yes', 'no'].includes(text) ? undefined : 'badChoice';
  if (kind === 'PARAMETER_KIND_CHOICE') return choices.includes(text) ? undefined : 'badChoice';
  const problem = malformed[kind];
  // A kind that is newer than this page: the platform judges.
  if (problem === undefined) return undefined;
  const amount = amountOf(kind, text);
  if (amount === undefined) return problem;
  const least = min === '' ? undefined : amountOf(kind, min);
  const most = max === '' ? undefined : amountOf(kind, max);
  if (least !== undefined && amount < least) return 'tooSmall';
  if (most !== undefined && amount > most) return 'tooLarge';
  return undefined;
}

export function serviceOf({ name }: { name: string }): string {
  return name.split('.')[0] ?? '';
}

export interface Wanted {
  words: string;
  service: string;
  // Only those that administrators have set.
  set: boolean;
}

export function matches({ words, service, set }: Wanted, parameter: Parameter): boolean {
  const text = `${parameter.name} ${parameter.help}`.toLowerCase();
  return (
    (service === '' || serviceOf(parameter) === service) &&
    (!set || parameter.value !== undefined) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
}
