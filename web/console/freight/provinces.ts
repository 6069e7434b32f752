// SPDX-License-Identifier: Apache-2.0
// The provinces that templates name by the first two digits of their codes, and the areas that people know them by.
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { useLocalName } from '@ecommerce/shared/i18n/format';

export interface Province {
  code: string;
  name: string;
  nameEn: string;
}

const HOUR = 3_600_000;

export function useProvinces() {
  return useQuery({
    queryKey: ['provinces'],
    queryFn: async ({ signal }): Promise<Province[]> =>
      (await unwrap(api.GET('/v1/regions', { signal }))).regions.map(({ code, name, nameEn }) => ({
        code: code.slice(0, 2),
        name,
        nameEn,
      })),
    staleTime: HOUR,
  });
}

export const areas = [
  'north',
  'northeast',
  'east',
  'centralSouth',
  'southwest',
  'northwest',
  'others',
] as const;
export type Area = (typeof areas)[number];

// A code's first digit is its area's.
export function areaOf(code: string): Area {
  return areas[Number(code[0]) - 1] ?? 'others';
}

// Short names of the provinces, as the language has them.
export function useNamesOf(): (codes: readonly string[]) => string[] {
  const { data } = useProvinces();
  const localName = useLocalName();
  return (codes) =>
    codes.map((code) => {
      const found = data?.find((province) => province.code === code);
      return found ? shortName(localName(found)) : code;
    });
}

export function shortName(name: string): string {
  return name.replace(/(?:维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|省|市)$/u, '');
}
