// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { addressLines } from './address_lines';

it('writes an address as it goes on the parcel', () => {
  const address = {
    recipient: '王芳',
    phone: '13800138000',
    countryCode: 'CN',
    province: '上海市',
    city: '上海市',
    district: '浦东新区',
    street: '世纪大道 1 号',
    postalCode: '',
    regionCode: '310115',
  };
  expect(addressLines(address)).toEqual(['王芳 13800138000', '上海市 浦东新区', '世纪大道 1 号']);
  expect(addressLines(undefined)).toEqual([]);
});
