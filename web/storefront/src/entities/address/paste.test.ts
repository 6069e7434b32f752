// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { readAddress } from './paste';

const table: Record<string, [string, string][]> = {
  '': [
    ['11', '北京市'],
    ['15', '内蒙古自治区'],
    ['33', '浙江省'],
    ['42', '湖北省'],
    ['44', '广东省'],
    ['50', '重庆市'],
    ['53', '云南省'],
  ],
  '11': [['1101', '市辖区']],
  '1101': [
    ['110105', '朝阳区'],
    ['110108', '海淀区'],
  ],
  '15': [['1501', '呼和浩特市']],
  '1501': [['150102', '新城区']],
  '33': [
    ['3301', '杭州市'],
    ['3302', '宁波市'],
  ],
  '3301': [
    ['330106', '西湖区'],
    ['330127', '淳安县'],
  ],
  '42': [
    ['4201', '武汉市'],
    ['4290', '省直辖县级行政区划'],
  ],
  '4201': [['420106', '武昌区']],
  '4290': [['429004', '仙桃市']],
  '44': [['4419', '东莞市']],
  '4419': [['441900', '东莞市']],
  '50': [
    ['5001', '市辖区'],
    ['5002', '县'],
  ],
  '5001': [['500103', '渝中区']],
  '5002': [['500235', '云阳县']],
  '53': [['5329', '大理白族自治州']],
  '5329': [['532901', '大理市']],
};

const named = (rows: [string, string][]) => rows.map(([code, name]) => ({ code, name }));
const read = (text: string) =>
  readAddress(text, {
    childrenOf: (code) => Promise.resolve(named(table[code] ?? [])),
    all: () => Promise.resolve(named(Object.values(table).flat())),
  });

const home = {
  recipient: '张三',
  phone: '13800000000',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路1号',
  postalCode: '',
};

test.each([
  '张三 13800000000 浙江省杭州市西湖区文三路1号',
  '张三，138 0000 0000，浙江省，杭州市，西湖区，文三路1号',
  '浙江省杭州市西湖区文三路1号 张三 13800000000',
  '浙江省杭州市西湖区文三路1号，13800000000，张三',
  '13800000000浙江省 杭州市 西湖区 文三路1号 张三',
  '收货人：张三\n手机号码：+86 138-0000-0000\n所在地区：浙江省杭州市西湖区\n详细地址：文三路1号',
  '张三 １３８００００００００ 浙江杭州西湖区文三路1号',
  '浙江 杭州 西湖 文三路1号 张三 13800000000',
])('reads %j', async (text) => {
  expect(await read(text)).toEqual(home);
});

test('a municipality is its own city', async () => {
  const expected = { province: '北京市', city: '北京市', district: '朝阳区', street: '建国路 88 号' };
  for (const text of [
    '北京市朝阳区建国路 88 号',
    '北京市北京市朝阳区建国路 88 号',
    '北京 朝阳区 建国路 88 号',
  ])
    expect(await read(text)).toMatchObject(expected);
  expect(await read('李四 重庆市云阳县滨江路2号')).toMatchObject({
    recipient: '李四',
    city: '重庆市',
    district: '云阳县',
    street: '滨江路2号',
  });
});

test('towns right below a province are found', async () => {
  expect(await read('湖北省仙桃市沔阳大道9号')).toMatchObject({
    city: '省直辖县级行政区划',
    district: '仙桃市',
    street: '沔阳大道9号',
  });
});

test('a city without districts is its own district', async () => {
  expect(await read('王五 广东省东莞市南城街道1号')).toMatchObject({
    city: '东莞市',
    district: '东莞市',
    street: '南城街道1号',
  });
});

test('autonomous regions and prefectures are known by their short names', async () => {
  expect(await read('云南省大理市下关镇1号')).toMatchObject({
    city: '大理白族自治州',
    district: '大理市',
    street: '下关镇1号',
  });
  expect(await read('内蒙古呼和浩特市新城区中山路3号')).toMatchObject({
    province: '内蒙古自治区',
    city: '呼和浩特市',
    district: '新城区',
  });
});

test('a street that begins like a district stays a street', async () => {
  expect(await read('北京市朝阳路5号')).toMatchObject({ city: '北京市', district: '', street: '朝阳路5号' });
});

test('postal codes and landlines are found', async () => {
  expect(await read('张三 0571-88888888 浙江省杭州市西湖区文三路1号 310012')).toEqual({
    ...home,
    phone: '0571-88888888',
    postalCode: '310012',
  });
  expect(await read('张三 13800000000 浙江省杭州市西湖区文三路1号 邮编：310012')).toEqual({
    ...home,
    postalCode: '310012',
  });
});

test('every line stays in the street', async () => {
  expect(
    await read(
      '收货人：张三\n手机号码：13800000000\n所在地区：浙江省杭州市西湖区西溪街道\n详细地址：文三路1号',
    ),
  ).toEqual({ ...home, street: '西溪街道 文三路1号' });
  expect(
    await read('收货人：张三\n手机号码：13800000000\n浙江省杭州市西湖区文三路1号\n放门口\n周末送'),
  ).toEqual({
    ...home,
    street: '文三路1号 放门口 周末送',
  });
  expect(await read('张三\n2号柜台\n浙江省杭州市西湖区文三路1号\n13800000000')).toEqual({
    ...home,
    street: '文三路1号 2号柜台',
  });
});

test('a city and a district are found without their province', async () => {
  for (const text of [
    '张三 13800000000 杭州市西湖区文三路1号',
    '张三，13800000000，杭州西湖区文三路1号',
    '收货人：张三\n手机号码：13800000000\n所在地区：杭州市西湖区\n详细地址：文三路1号',
    '杭州市西湖区文三路1号 张三 13800000000',
  ])
    expect(await read(text)).toEqual(home);
  expect(await read('张三 13800000000 淳安县千岛湖镇1号')).toEqual({
    ...home,
    district: '淳安县',
    street: '千岛湖镇1号',
  });
  expect(await read('仙桃市沔阳大道9号')).toMatchObject({
    province: '湖北省',
    city: '省直辖县级行政区划',
    district: '仙桃市',
    street: '沔阳大道9号',
  });
});

test.each([
  ['(0571)8888-8888', '0571-88888888'],
  ['（0571）88888888', '0571-88888888'],
  ['0571-8888-8888', '0571-88888888'],
  ['0571 88888888', '0571-88888888'],
  ['010-62345678转801', '010-62345678-801'],
  ['010-62345678-801', '010-62345678-801'],
  ['\u202d138 0000 0000\u202c', '13800000000'],
])('%j is a phone', async (phone, kept) => {
  expect(await read(`张三 ${phone} 浙江省杭州市西湖区文三路1号`)).toEqual({ ...home, phone: kept });
});

test('what is not there stays empty', async () => {
  expect(await read('张三 13800000000')).toEqual({
    ...home,
    province: '',
    city: '',
    district: '',
    street: '',
  });
  expect(await read('')).toMatchObject({ recipient: '', phone: '', province: '', street: '' });
  expect(await read('Li Lei, 13800000000, 浙江省宁波市中山路1号')).toMatchObject({
    recipient: 'Li Lei',
    city: '宁波市',
    district: '',
    street: '中山路1号',
  });
});
