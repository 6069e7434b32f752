// SPDX-License-Identifier: Apache-2.0
// Names of regions as people use them. The official table puts rows between a province and its districts that
// nobody writes on a parcel: 市辖区 in 上海市, 省直辖县级行政区划 in 湖北省.

export interface NamedRegion {
  code: string;
  name: string;
  nameEn?: string;
}

export interface CityChoice {
  name: string;
  nameEn?: string;
  // Whose children are its districts.
  codes: string[];
}

const FILLER = /^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/;

// Whether the name is only a row of the table.
export function isFiller(name: string): boolean {
  return FILLER.test(name);
}

// What the second select offers: a municipality is its own only city.
export function cityChoices(province: NamedRegion, cities: readonly NamedRegion[]): CityChoice[] {
  if (cities.length > 0 && province.name.endsWith('市'))
    return [{ ...namesOf(province), codes: cities.map((city) => city.code) }];
  return cities.map((city) => ({ ...namesOf(city), codes: [city.code] }));
}

export function namesOf({ name, nameEn }: { name: string; nameEn?: string }) {
  return { name, ...(nameEn && { nameEn }) };
}

// As a reader looks for them: the official order in Chinese, by the alphabet in English.
export function inReadingOrder<Named extends { name: string; nameEn?: string }>(
  regions: readonly Named[],
  language: string,
): readonly Named[] {
  if (language !== 'en') return regions;
  return [...regions].sort((one, other) =>
    (one.nameEn ?? one.name).localeCompare(other.nameEn ?? other.name, 'en'),
  );
}

// 浙江省 is 浙江, 内蒙古自治区 is 内蒙古, 大理白族自治州 is 大理.
export function shortName(name: string): string {
  const autonomous = /^(.{2,}?)(?:维吾尔|(?:[^族]{1,3}族)+)?自治[区州县旗]$/.exec(name);
  if (autonomous?.[1]) return autonomous[1];
  return name.length > 2 ? name.replace(/(?:特别行政区|省|市|区|县|地区|盟)$/, '') : name;
}

// The region that somebody meant: by its full name or the short one.
export function findRegion<Region extends { name: string }>(
  regions: readonly Region[],
  name: string,
): Region | undefined {
  if (name === '') return undefined;
  return (
    regions.find((region) => region.name === name) ??
    regions.find((region) => shortName(region.name) === shortName(name))
  );
}
