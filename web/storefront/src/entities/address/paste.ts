// SPDX-License-Identifier: Apache-2.0
// Reads an address that somebody pasted as one text, for example from a chat:
// "张三 13800000000 浙江省杭州市西湖区文三路1号", in any order, with or without labels.
import { cityChoices, isFiller, shortName, type NamedRegion } from './regions';

export interface RegionTable {
  childrenOf: (code: string) => Promise<readonly NamedRegion[]>;
  // Every region there is; asked for only where a text names no province.
  all: () => Promise<readonly NamedRegion[]>;
}

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

const MOBILE = /(?<![\d-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/;
const LANDLINE =
  /(?<![\d-])(?:\(0\d{2,3}\)[- ]?|0\d{2,3}[- ])\d{3,4}[- ]?\d{4}(?:(?:-| ?转 ?)\d{1,6})?(?!\d)/;
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

export async function readAddress(text: string, table: RegionTable): Promise<PastedAddress> {
  let rest = text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .replace(/[，、；。|]/g, ',');
  let phone, postalCode, recipient: string;
  [phone, rest] = take(rest, MOBILE);
  if (phone === '') [phone, rest] = take(rest, LANDLINE);
  [postalCode, rest] = take(rest, POSTAL_LABEL);
  if (postalCode === '') [postalCode, rest] = take(rest, POSTAL_ALONE);
  [recipient, rest] = take(rest, RECIPIENT_LABEL);
  phone = plainPhone(phone);
  rest = rest
    .replace(LABELS, '\n')
    .replace(/[\s,;]*\n[\s,;]*/g, '\n')
    .replace(/[\s,;]*[,;][\s,;]*/g, ',');

  const place = await findPlace(rest, table);
  if (!place) {
    const parts = rest.split(/[\n,\s]+/).filter(Boolean);
    if (recipient === '') recipient = parts.find((part) => isName(part)) ?? '';
    const street = parts.filter((part) => part !== recipient).join(' ');
    return { recipient, phone, province: '', city: '', district: '', street, postalCode };
  }
  const [line = '', ...others] = place.rest.split('\n');
  let street = line;
  let unused = others.map((other) => other.trim()).filter(Boolean);
  let before = place.before.split(/[\n,]+/).filter((part) => part.trim() !== '');
  if (recipient === '') [recipient, before] = firstName(before);
  if (recipient === '') [recipient, street, unused] = lastName(street, unused);
  return {
    recipient,
    phone,
    province: place.province.name,
    city: place.city,
    district: place.district,
    // Nothing that somebody wrote is lost.
    street: [street, ...unused, ...before]
      .join(' ')
      .replace(/[,\s]+/g, ' ')
      .trim(),
    postalCode,
  };
}

// 0571-88888888 and 0571-88888888-801, whatever was between; a number of China without its country's code.
function plainPhone(phone: string): string {
  if (!/^\(?0/.test(phone)) return phone.replace(/^\+?86(?=[- 1])|[- ]/g, '');
  const extension = /(?:-| ?转 ?)(\d{1,6})$/.exec(phone);
  const area = /0\d{2,3}/.exec(phone)?.[0] ?? '';
  const number = (text: string) => text.replace(/\D/g, '').slice(area.length);
  const whole = number(phone);
  // The last four digits of a number may stand apart as an extension does.
  if (!extension || whole.length <= 8) return `${area}-${whole}`;
  return `${area}-${number(phone.slice(0, extension.index))}-${extension[1]}`;
}

function isName(part: string): boolean {
  return !PLACE.test(part) && /^(?:[\u4e00-\u9fff·]{2,8}|[A-Za-z][A-Za-z.' -]{1,40})$/.test(part);
}

// Before the address: a part of its own, or a word; where neither looks like a name, all of it is one.
function firstName(parts: string[]): [recipient: string, unused: string[]] {
  const own = parts.find((part) => isName(part.trim()));
  if (own !== undefined) return [own.trim(), parts.filter((part) => part !== own)];
  const words = parts.flatMap((part) => part.split(/\s+/)).filter(Boolean);
  const name = words.find(isName);
  if (name !== undefined) return [name, words.filter((word) => word !== name)];
  return [words.join(' '), []];
}

// After the address: a line of its own, or the last word of the street.
function lastName(street: string, others: string[]): [recipient: string, street: string, unused: string[]] {
  const own = others.find(isName);
  if (own !== undefined) return [own, street, others.filter((other) => other !== own)];
  const parts = street.split(/[\s,]+/).filter(Boolean);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && isName(last)) return [last, parts.slice(0, -1).join(' '), others];
  return ['', street, others];
}

interface FoundPlace {
  province: NamedRegion;
  city: string;
  district: string;
  // What stands before the place and after it.
  before: string;
  rest: string;
}

async function findPlace(text: string, table: RegionTable): Promise<FoundPlace | undefined> {
  const named = findProvince(text, await table.childrenOf(''));
  if (named) return placeAt(text, named.start, named.end, named.province, table);
  const all = await table.all();
  const above = (region: NamedRegion, digits: number) =>
    all.find(({ code }) => code === region.code.slice(0, digits));
  const cities = all.filter(({ code, name }) => code.length === 4 && !isFiller(name));
  const city = findNamed(text, cities);
  const province = city && above(city.region, 2);
  if (city && province) return placeAt(text, city.start, city.start, province, table);
  // 西湖区 is in two cities, 义乌市 in one.
  const districts = all.filter(({ code }) => code.length === 6);
  const unique = districts.filter(
    ({ name }) => districts.filter((other) => other.name === name).length === 1,
  );
  const district = findWhole(text, unique);
  const [top, middle] = district ? [above(district.region, 2), above(district.region, 4)] : [];
  if (!district || !top || !middle) return undefined;
  const choice = cityChoices(top, [middle])[0];
  return {
    province: top,
    city: choice?.name ?? middle.name,
    district: district.region.name,
    before: text.slice(0, district.start),
    rest: text.slice(district.start + district.region.name.length).replace(/^[\s,]+/, ''),
  };
}

// The city and the district that follow `end`, below the province.
async function placeAt(
  text: string,
  start: number,
  end: number,
  province: NamedRegion,
  table: RegionTable,
): Promise<FoundPlace> {
  const [line = '', ...others] = text
    .slice(end)
    .replace(/^[\s,]+/, '')
    .split('\n');
  const found = await findCity(line, province, table.childrenOf);
  return {
    province,
    city: found.city,
    district: found.district,
    before: text.slice(0, start),
    rest: [found.rest.trim(), ...others].join('\n'),
  };
}

// The first of the regions that the text names by its full name.
function findWhole(text: string, regions: readonly NamedRegion[]) {
  return regions
    .map((region) => ({ region, start: text.indexOf(region.name) }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start || b.region.name.length - a.region.name.length)[0];
}

// By its full name anywhere, or by the short one where a word begins.
function findNamed(text: string, regions: readonly NamedRegion[]) {
  const whole = findWhole(text, regions);
  if (whole) return whole;
  return regions
    .flatMap((region) => {
      const short = shortName(region.name);
      const match = short.length > 1 ? new RegExp(`(?:^|[\\s,])${short}(?![路街大巷])`).exec(text) : null;
      return match ? [{ region, start: match.index + match[0].length - short.length }] : [];
    })
    .sort((a, b) => a.start - b.start)[0];
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

async function findCity(text: string, province: NamedRegion, childrenOf: RegionTable['childrenOf']) {
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
