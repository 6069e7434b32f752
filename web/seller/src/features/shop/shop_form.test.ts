// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { problemsOf, updateRequest, type ShopValues } from './shop_form';

const values: ShopValues = {
  name: 'Tea house',
  description: '',
  logo: [],
  province: '浙江省',
  city: '杭州市',
  contactName: '王芳',
  contactPhone: '0571-8888 0000',
};

describe("a shop's form", () => {
  it('says what is missing', () => {
    expect(problemsOf(values, false)).toEqual({});
    expect(problemsOf({ ...values, name: 'T', city: ' ', contactPhone: 'x' }, true)).toEqual({
      name: 'nameShort',
      city: 'needed',
      contactPhone: 'phone',
      logo: 'keepLogo',
    });
  });

  it('sends what changed alone', () => {
    expect(updateRequest({ ...values, description: 'Since 1900' }, ['description', 'contactPhone'])).toEqual({
      description: 'Since 1900',
      contactPhone: '057188880000',
    });
  });
});
