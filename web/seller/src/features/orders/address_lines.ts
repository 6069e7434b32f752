// SPDX-License-Identifier: Apache-2.0
import type { Order } from '@/entities/order/order';

// Cities that are provinces are named once.
export function addressLines(address: Order['address']): string[] {
  if (!address) return [];
  const { recipient, phone, province, city, district, street, postalCode } = address;
  const places = [province, city, district].filter(
    (place, index, all) => place && all.indexOf(place) === index,
  );
  return [`${recipient} ${phone}`, places.join(' '), street, postalCode].filter((line) => line.trim() !== '');
}
