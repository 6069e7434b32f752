// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { formatAddress, formatPlace, knownTag } from './address_text';
import { cityChoices, findRegion, inReadingOrder, shortName } from './regions';

test('an address names each region once', () => {
  const place = { province: '上海市', city: '上海市', district: '徐汇区', street: '漕溪北路 88 号' };
  expect(formatAddress(place)).toBe('上海市 徐汇区 漕溪北路 88 号');
  expect(formatAddress({ ...place, city: '市辖区' })).toBe('上海市 徐汇区 漕溪北路 88 号');
  expect(formatAddress({ province: '广东省', city: '东莞市', district: '东莞市', street: '1号' })).toBe(
    '广东省 东莞市 1号',
  );
  expect(
    formatAddress({ province: '湖北省', city: '省直辖县级行政区划', district: '仙桃市', street: '1号' }),
  ).toBe('湖北省 仙桃市 1号');
});

test('a place is named in the language of the reader', () => {
  const guangdong = { name: '广东省', nameEn: 'Guangdong' };
  const shenzhen = { name: '深圳市', nameEn: 'Shenzhen' };
  expect(formatPlace(guangdong, shenzhen, 'zh-CN')).toBe('广东省 深圳市');
  expect(formatPlace(guangdong, shenzhen, 'en')).toBe('Shenzhen, Guangdong');
  expect(formatPlace(guangdong, undefined, 'en')).toBe('Guangdong');
  expect(formatPlace({ name: '上海市', nameEn: 'Shanghai' }, { name: '上海市' }, 'en')).toBe('Shanghai');
  expect(formatPlace({ name: '远方' }, { name: '' }, 'en')).toBe('远方');
});

test('regions stand by the alphabet in English, in the official order else', () => {
  const regions = [
    { name: '北京市', nameEn: 'Beijing' },
    { name: '天津市', nameEn: 'Tianjin' },
    { name: '安徽省', nameEn: 'Anhui' },
  ];
  expect(inReadingOrder(regions, 'en').map(({ name }) => name)).toEqual(['安徽省', '北京市', '天津市']);
  expect(inReadingOrder(regions, 'zh-CN')).toEqual(regions);
});

test('tags of both languages are known', () => {
  expect(knownTag('家')).toBe('home');
  expect(knownTag('Office')).toBe('office');
  expect(knownTag('父母家')).toBeUndefined();
  expect(knownTag('')).toBeUndefined();
});

test('a municipality offers itself as its only city', () => {
  const cities = [
    { code: '5001', name: '市辖区' },
    { code: '5002', name: '县' },
  ];
  expect(cityChoices({ code: '50', name: '重庆市', nameEn: 'Chongqing' }, cities)).toEqual([
    { name: '重庆市', nameEn: 'Chongqing', codes: ['5001', '5002'] },
  ]);
  expect(cityChoices({ code: '50', name: '重庆市' }, [])).toEqual([]);
  expect(cityChoices({ code: '33', name: '浙江省' }, [{ code: '3301', name: '杭州市' }])).toEqual([
    { name: '杭州市', codes: ['3301'] },
  ]);
});

test.each([
  ['浙江省', '浙江'],
  ['内蒙古自治区', '内蒙古'],
  ['广西壮族自治区', '广西'],
  ['新疆维吾尔自治区', '新疆'],
  ['宁夏回族自治区', '宁夏'],
  ['恩施土家族苗族自治州', '恩施'],
  ['延边朝鲜族自治州', '延边'],
  ['云阳县', '云阳'],
  ['沙县', '沙县'],
])('%s is %s for short', (name, short) => {
  expect(shortName(name)).toBe(short);
});

test('a region is found by either name', () => {
  const regions = [{ name: '浙江省' }, { name: '江苏省' }];
  expect(findRegion(regions, '江苏')?.name).toBe('江苏省');
  expect(findRegion(regions, '江苏省')?.name).toBe('江苏省');
  expect(findRegion(regions, '')).toBeUndefined();
});
