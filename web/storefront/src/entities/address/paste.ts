// SPDX-License-Identifier: Apache-2.0
// Reads an address that somebody pasted as one text, for example from a chat:
// "张三 13800000000 浙江省杭州市西湖区文三路1号", in any order, with or without labels.
import { cityChoices, shortName, type NamedRegion } from './regions';

export type ChildrenOf = (code: string) => Promise<readonly NamedRegion[]>;

// Empty where the text does not say.
export interface PastedAddress {
  recipient: string;
  phone: string;
  province: string;
  city: string;
  district: string;
  street: string;
  postalCode: string;
}

const PHONE = /(?<![\d-])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8}(?:-\d{1,6})?)(?!\d)/;
const POSTAL_LABEL = /(?:邮编|邮政编码|postcode|zip)[:\s]*(\d{6})(?!\d)/i;
const POSTAL_ALONE = /(?:^|[\s,;])(\d{6})(?=$|[\s,;])/;
const RECIPIENT_LABEL = /(?:收货人|收件人|联系人|姓名)[:\s]*([^\s,;:\d]{1,20})/;
const LABELS = /(?:收货|收件|详细|联系)?(?:地址|电话|手机号码|手机号|手机|人)\s*:|所在地区\s*:/g;
// What no name ends with, and a part of an address does.
const PLACE = /[路街道巷弄号楼室栋幢座层村镇乡区县市省园苑庄厦院场]$|\d|单元/;

// Takes the first match of the pattern out of the text.
function take(text: string, pattern: RegExp): [found: string, rest: string] {
  const match = pattern.exec(text);
  if (!match) return ['', text];
  const rest = `${text.slice(0, match.index)}\n${text.slice(match.index + match[0].length)}`;
  return [match[1] ?? match[0], rest];
}

export async function readAddress(text: string, childrenOf: ChildrenOf): Promise<PastedAddress> {
  let rest = text.normalize('NFKC').replace(/[，、；。|]/g, ',');
  let phone, postalCode, recipient: string;
  [phone, rest] = take(rest, PHONE);
  [postalCode, rest] = take(rest, POSTAL_LABEL);
  if (postalCode === '') [postalCode, rest] = take(rest, POSTAL_ALONE);
  [recipient, rest] = take(rest, RECIPIENT_LABEL);
  if (!phone.startsWith('0')) phone = phone.replace(/^\+?86(?=[- 1])|[- ]/g, '');
  rest = rest
    .replace(LABELS, '\n')
    .replace(/[\s,;]*\n[\s,;]*/g, '\n')
    .replace(/[\s,;]*[,;][\s,;]*/g, ',');

  const place = findProvince(rest, await childrenOf(''));
  if (!place) {
    const parts = rest.split(/[\n,\s]+/).filter(Boolean);
    if (recipient === '') recipient = parts.find((part) => isName(part)) ?? '';
    const street = parts.filter((part) => part !== recipient).join(' ');
    return { recipient, phone, province: '', city: '', district: '', street, postalCode };
  }
  const before = rest
    .slice(0, place.start)
    .split(/[\n,\s]+/)
    .filter(Boolean)
    .join(' ');
  if (recipient === '') recipient = before;
  const [line = '', ...others] = rest
    .slice(place.end)
    .replace(/^[\s,]+/, '')
    .split('\n');
  const found = await findCity(line, place.province, childrenOf);
  let street = found.rest.trim();
  // Labelled lines have the street on one of its own.
  if (street === '') street = others.shift() ?? '';
  if (recipient === '') [recipient, street] = lastName(street, others);
  return {
    recipient,
    phone,
    province: place.province.name,
    city: found.city,
    district: found.district,
    street: street.replace(/,/g, ' ').trim(),
    postalCode,
  };
}

function isName(part: string): boolean {
  return !PLACE.test(part) && /^(?:[\u4e00-\u9fff·]{2,8}|[A-Za-z][A-Za-z.' -]{1,40})$/.test(part);
}

// After the address: a line of its own, or the last word of the street.
function lastName(street: string, others: string[]): [recipient: string, street: string] {
  const own = others.map((other) => other.trim()).find(isName);
  if (own !== undefined) return [own, street];
  const parts = street.split(/[\s,]+/).filter(Boolean);
  const last = parts.at(-1) ?? '';
  return parts.length > 1 && isName(last) ? [last, parts.slice(0, -1).join(' ')] : ['', street];
}

// Full names anywhere; short ones where a word begins.
function findProvince(text: string, provinces: readonly NamedRegion[]) {
  const places = provinces.flatMap((province) => {
    const full = text.indexOf(province.name);
    if (full >= 0) return [{ province, start: full, end: full + province.name.length }];
    const short = shortName(province.name);
    const match = new RegExp(`(?:^|[\\s,])(${short})(?![路街])`).exec(text);
    if (!match) return [];
    const start = match.index + match[0].length - short.length;
    return [{ province, start, end: start + short.length }];
  });
  return places.sort((a, b) => a.start - b.start)[0];
}

async function findCity(text: string, province: NamedRegion, childrenOf: ChildrenOf) {
  const cities = await childrenOf(province.code);
  // 北京市北京市朝阳区 names its city twice.
  const once = province.name.endsWith('市')
    ? skip(text, province.name) || skip(text, shortName(province.name))
    : '';
  const line = once || text;
  for (const choice of cityChoices(province, cities)) {
    const own = choice.name === province.name;
    const full = own ? line : skip(line, choice.name);
    const short = full === '' ? skipShort(line, choice.name) : '';
    if (full === '' && short === '') continue;
    const districts = (await Promise.all(choice.codes.map(childrenOf))).flat();
    // 大理市 is a district of 大理白族自治州: the whole line first, then what follows the city.
    for (const rest of full !== '' ? [full] : [line, short]) {
      const found = findDistrict(rest, districts);
      if (found) return { city: choice.name, ...found };
    }
    return { city: choice.name, district: '', rest: full || short };
  }
  // A county or town right below the province.
  for (const filler of cities.filter((city) => city.name.includes('直辖'))) {
    const found = findDistrict(line, await childrenOf(filler.code));
    if (found) return { city: filler.name, ...found };
  }
  return { city: '', district: '', rest: line };
}

function findDistrict(text: string, districts: readonly NamedRegion[]) {
  for (const { name } of districts) {
    const rest = skip(text, name);
    if (rest !== '') return { district: name, rest };
  }
  for (const { name } of districts) {
    const short = shortName(name);
    // 朝阳 alone may be the beginning of 朝阳路.
    if (text.startsWith(`${short} `) || text.startsWith(`${short},`))
      return { district: name, rest: skip(text, short) };
  }
  // 东莞市 has no districts but itself.
  const only = districts.length === 1 ? districts[0] : undefined;
  return only && { district: only.name, rest: text };
}

// What follows the name at the beginning of the text; empty where it is not there.
function skip(text: string, name: string): string {
  return text.startsWith(name) ? text.slice(name.length).replace(/^[\s,]+/, '') || ' ' : '';
}

function skipShort(text: string, name: string): string {
  const short = shortName(name);
  return short.length > 1 && !/^[路街大巷]/.test(text.slice(short.length)) ? skip(text, short) : '';
}
