// SPDX-License-Identifier: Apache-2.0
// The account itself: profile, password, devices and its end.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { signedOut, updateUser } from '@ecommerce/shared/api/session';

export type DeviceSession = Schemas['Session'];

export function useUpdateMe() {
  return useMutation({
    mutationFn: (change: { nickname?: string; phone?: string; language?: Schemas['Language'] }) =>
      unwrap(api.PATCH('/v1/users/me', { body: change })),
    onSuccess: ({ user }) => user && updateUser(user),
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Schemas['ChangePasswordRequest']) =>
      unwrap(api.PUT('/v1/users/me/password', { body: change })),
    // The other devices are signed out now.
    onSuccess: () => client.invalidateQueries({ queryKey: SESSIONS }),
  });
}

export function useCloseAccount() {
  return useMutation({
    mutationFn: (password: string) => unwrap(api.DELETE('/v1/users/me', { body: { password } })),
    onSuccess: () => signedOut(),
  });
}

const SESSIONS = ['sessions'];

export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/auth/sessions', { signal }))).sessions,
    staleTime: 0,
    meta: { own: true },
  });
}

// Ends one session, or all but this one where no id is given.
export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string | undefined) => {
      if (id === undefined) await unwrap(api.DELETE('/v1/auth/sessions'));
      else await unwrap(api.DELETE('/v1/auth/sessions/{id}', { params: { path: { id } } }));
    },
    // Also after a failure: it may be over already.
    onSettled: () => client.invalidateQueries({ queryKey: SESSIONS }),
  });
}
