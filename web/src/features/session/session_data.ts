// SPDX-License-Identifier: Apache-2.0
// Signing in, up and out.
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/api/client';
import { forgetGuestToken, guestToken } from '@/api/guest';
import { useKeyring } from '@/api/idempotency';
import { signedIn, signedOut } from '@/api/session';

export interface Credentials {
  account: string;
  password: string;
}

// How long after signing in the guest's cart has surely joined the account's.
const MERGE_MS = 1000;

// A guest's cart joins the account's, a moment later: the cart is read at once, as for every change of the account,
// and once more then.
async function signIn(credentials: Credentials, client: QueryClient): Promise<void> {
  const grant = await unwrap(api.POST('/v1/auth/login', { body: { ...credentials, cookieSession: true } }));
  const wasGuest = guestToken() !== '';
  signedIn(grant);
  forgetGuestToken();
  if (wasGuest) setTimeout(() => void client.invalidateQueries({ queryKey: ['cart'] }), MERGE_MS);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (credentials: Credentials) => signIn(credentials, client) });
}

export function useSignUp() {
  const keys = useKeyring();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (account: {
      email: string;
      password: string;
      confirmPassword: string;
      nickname: string;
    }) => {
      await unwrap(
        api.POST('/v1/users', {
          body: account,
          params: { header: { 'Idempotency-Key': keys.keyFor(account) } },
        }),
      );
      await signIn({ account: account.email, password: account.password }, client);
    },
  });
}

// Signs out here also when the platform cannot be told: nobody wants to stay signed in after pressing that button.
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: {} as never })),
    onSettled: () => {
      signedOut();
      client.removeQueries({ predicate: (query) => query.meta?.own === true });
    },
  });
}
