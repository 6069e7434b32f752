// SPDX-License-Identifier: Apache-2.0
// Where freight is estimated to: the province that a visitor chose, kept for all products, else that of the
// account's default address. It is not an address and says little, so storage may have it.
import { useSyncExternalStore } from 'react';
import { useSession } from '@ecommerce/shared/api/session';
import { keep, kept } from '@ecommerce/shared/api/storage';
import { useAddresses } from '@/entities/address/address_data';

const KEY = 'ecommerce.province';
const listeners = new Set<() => void>();

export function keepProvince(province: string) {
  keep(KEY, province);
  for (const listener of listeners) listener();
}

function keptProvince(): string {
  return kept(KEY) ?? '';
}

function watchPlace(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// Empty where nothing is known, undefined while that is still open: what is asked for a place waits for it instead of
// being asked twice.
export function useFreightDestination(): string | undefined {
  const chosen = useSyncExternalStore(watchPlace, keptProvince);
  const { state } = useSession();
  const { data, isPending } = useAddresses(state === 'signed-in' && chosen === '');
  if (chosen !== '' || state === 'anonymous') return chosen;
  if (state === 'starting' || isPending) return undefined;
  return (data?.find(({ isDefault }) => isDefault) ?? data?.[0])?.province ?? '';
}
