// SPDX-License-Identifier: Apache-2.0
// The shop as its form holds it.
import type { Version } from '@ecommerce/console/form/useEdit';
import type { Schemas } from '@ecommerce/shared/api/client';

export type ManagedShop = Schemas['ManagedShop'];

export interface ShopValues {
  name: string;
  description: string;
  // One at most.
  logo: Schemas['Picture'][];
  province: string;
  city: string;
  contactName: string;
  contactPhone: string;
}

// A name and a logo that wait for approval are what the owner wrote last.
export function versionOf(managed: ManagedShop): Version<ShopValues> {
  const { shop, pendingChange, contactName, contactPhone, etag } = managed;
  const logo = pendingChange?.logo ?? shop?.logo;
  return {
    etag,
    values: {
      name: pendingChange?.name || (shop?.name ?? ''),
      description: shop?.description ?? '',
      logo: logo ? [logo] : [],
      province: shop?.province ?? '',
      city: shop?.city ?? '',
      contactName,
      contactPhone,
    },
  };
}

const PHONE = /^\+?[0-9]{5,16}(#[0-9]{1,6})?$/;

export type Problem = 'needed' | 'nameShort' | 'phone' | 'keepLogo';

export function problemsOf(values: ShopValues, hadLogo: boolean): Partial<Record<keyof ShopValues, Problem>> {
  const empty = (['province', 'city', 'contactName'] as const).filter((name) => values[name].trim() === '');
  return {
    ...(values.name.trim().length < 2 && { name: 'nameShort' as const }),
    ...Object.fromEntries(empty.map((name) => [name, 'needed' as const])),
    ...(!PHONE.test(phoneOf(values)) && { contactPhone: 'phone' as const }),
    ...(hadLogo && values.logo.length === 0 && { logo: 'keepLogo' as const }),
  };
}

// People part a number's digits as they like.
function phoneOf({ contactPhone }: ShopValues): string {
  return contactPhone.replace(/[\s()-]/g, '');
}

export function updateRequest(
  values: ShopValues,
  changed: readonly (keyof ShopValues)[],
): Schemas['UpdateMyShopRequest'] {
  const has = (name: keyof ShopValues) => changed.includes(name);
  const [logo] = values.logo;
  return {
    ...(has('name') && { name: values.name }),
    ...(has('description') && { description: values.description }),
    ...(has('logo') && logo && { logo }),
    ...(has('province') && { province: values.province }),
    ...(has('city') && { city: values.city }),
    ...(has('contactName') && { contactName: values.contactName }),
    ...(has('contactPhone') && { contactPhone: phoneOf(values) }),
  };
}
