// SPDX-License-Identifier: Apache-2.0
// Addresses as text.
import type { Schemas } from '@ecommerce/shared/api/client';
import { isFiller } from './regions';

interface Named {
  name: string;
  nameEn?: string;
}

// 广东省 深圳市, in English Shenzhen, Guangdong. Municipalities are their own province.
export function formatPlace(province: Named, city: Named | undefined, language: string): string {
  const cityToo = city && city.name !== '' && city.name !== province.name && !isFiller(city.name);
  if (language !== 'en') return cityToo ? `${province.name} ${city.name}` : province.name;
  const english = ({ name, nameEn }: Named) => nameEn || name;
  return cityToo ? `${english(city)}, ${english(province)}` : english(province);
}

type Place = Pick<Schemas['UserAddress'], 'province' | 'city' | 'district'>;

// 上海市 徐汇区: each name once, without the rows that nobody writes.
export function formatRegion({ province, city, district }: Place): string {
  const names = [province, city, district].filter((name) => name !== '' && !isFiller(name));
  return names.filter((name, index) => names.indexOf(name) === index).join(' ');
}

export function formatAddress(address: Place & { street: string }): string {
  return `${formatRegion(address)} ${address.street}`.trim();
}

const tags = { home: ['home', '家'], office: ['office', '公司'], school: ['school', '学校'] } as const;
export type KnownTag = keyof typeof tags;
export const knownTags = Object.keys(tags) as KnownTag[];

// The tag that is shown in the reader's language; undefined for one of the owner's own words.
export function knownTag(tag: string): KnownTag | undefined {
  return knownTags.find((known) => (tags[known] as readonly string[]).includes(tag.toLowerCase()));
}
