// SPDX-License-Identifier: Apache-2.0
// Where freight is estimated to: the province that a visitor chose, kept for all products, else that of the
// account's default address. It is not an address and says little, so storage may have it.
import { useSyncExternalStore } from 'react';
import { useSession } from '@/api/session';
import { useAddresses } from '@/features/address/address_data';

const KEY = 'ecommerce.province';
const listeners = new Set<() => void>();

export function keepProvince(province: string) {
  localStorage.setItem(KEY, province);
  for (const listener of listeners) listener();
}

function keptProvince(): string {
  return localStorage.getItem(KEY) ?? '';
}

function watchPlace(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Empty where nothing is known.
export function usePlace(): string {
  const kept = useSyncExternalStore(watchPlace, keptProvince);
  const signedIn = useSession().state === 'signed-in';
  const { data } = useAddresses(signedIn);
  if (kept !== '' || !signedIn) return kept;
  return (data?.find(({ isDefault }) => isDefault) ?? data?.[0])?.province ?? '';
}
