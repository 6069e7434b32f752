// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../api/client';
import { renew } from '../api/session';

const KEY = ['second-factor'];

export function useSecondFactor() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/auth/second-factor', { signal })),
  });
}

function useChanging<In, Out>(mutationFn: (given: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => client.invalidateQueries({ queryKey: KEY }) });
}

export function useBegin() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/second-factor:begin', { body: {} as never })),
  });
}

export function useConfirm() {
  return useChanging(async (code: string) => {
    const { recoveryCodes } = await unwrap(api.POST('/v1/auth/second-factor:confirm', { body: { code } }));
    // Roles that waited for it come with the next token.
    await renew().catch(() => undefined);
    return recoveryCodes;
  });
}

export function useTurnOff() {
  return useChanging((code: string) =>
    unwrap(api.POST('/v1/auth/second-factor:turnOff', { body: { code } })),
  );
}

export function useRenewCodes() {
  return useChanging(
    async (code: string) =>
      (await unwrap(api.POST('/v1/auth/second-factor:renewRecoveryCodes', { body: { code } }))).recoveryCodes,
  );
}
