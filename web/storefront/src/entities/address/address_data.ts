// SPDX-License-Identifier: Apache-2.0
// The address book and the regions that its forms choose from.
import { useMutation, useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import type { RegionTable } from './paste';

export type UserAddress = Schemas['UserAddress'];
export type Region = Schemas['Region'];
export type NewAddress = Required<Omit<Schemas['CreateAddressRequest'], 'countryCode'>>;

// How many addresses an account keeps.
export const ADDRESS_LIMIT = 20;

const ADDRESSES = ['addresses'];

// All addresses, the default first.
export function useAddresses(enabled = true) {
  return useQuery({
    queryKey: ADDRESSES,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/users/me/addresses', { signal }))).addresses,
    enabled,
    meta: { own: true },
  });
}

// The list is fetched anew: one change of the default changes two entries.
function useAddressMutation<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: ADDRESSES }),
  });
}

function present(reply: { address?: UserAddress }): UserAddress {
  if (!reply.address) throw new Error('a reply without its address');
  return reply.address;
}

export function useCreateAddress() {
  const keys = useKeyring();
  return useAddressMutation(async (address: NewAddress) => {
    const reply = await unwrap(
      api.POST('/v1/users/me/addresses', {
        body: address,
        params: { header: { 'Idempotency-Key': keys.keyFor(address) } },
      }),
    );
    keys.renew();
    return present(reply);
  });
}

export function useUpdateAddress() {
  return useAddressMutation(async ({ id, ...change }: { id: string } & Partial<NewAddress>) =>
    present(
      await unwrap(api.PATCH('/v1/users/me/addresses/{id}', { params: { path: { id } }, body: change })),
    ),
  );
}

export function useMakeDefaultAddress() {
  return useAddressMutation(async (id: string) =>
    present(
      await unwrap(
        api.PATCH('/v1/users/me/addresses/{id}', { params: { path: { id } }, body: { isDefault: true } }),
      ),
    ),
  );
}

export function useDeleteAddress() {
  return useAddressMutation((id: string) =>
    unwrap(api.DELETE('/v1/users/me/addresses/{id}', { params: { path: { id } } })),
  );
}

// Regions change once in years: each list is fetched once a visit.
function regionsQuery(parentCode: string, allLevels = false) {
  return {
    queryKey: ['regions', parentCode, allLevels],
    queryFn: async ({ signal }: { signal?: AbortSignal }) =>
      (
        await unwrap(
          api.GET('/v1/regions', {
            params: { query: { parentCode, ...(allLevels && { allLevels }) } },
            ...(signal && { signal }),
          }),
        )
      ).regions,
    staleTime: Infinity,
    gcTime: 24 * 3600_000,
  };
}

export function useProvinces(enabled = true) {
  return useQuery({ ...regionsQuery(''), enabled });
}

// The children of all these regions in one list; waits where there are none yet.
export function useRegionsBelow(codes: readonly string[]) {
  return useQueries({
    queries: codes.map((code) => regionsQuery(code)),
    combine: (results) => ({
      data: results.flatMap((result) => result.data ?? []),
      isPending: results.some((result) => result.isPending),
      error: results.find((result) => result.error)?.error ?? null,
      retry: () => results.forEach((result) => void (result.isError && result.refetch())),
    }),
  });
}

export function regionTable(client: QueryClient): RegionTable {
  return {
    childrenOf: (code) => client.ensureQueryData(regionsQuery(code)),
    all: () => client.ensureQueryData(regionsQuery('', true)),
  };
}
