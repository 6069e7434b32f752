// SPDX-License-Identifier: Apache-2.0
// Signing in, up and out.
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';
import { signedIn, signedOut } from '@ecommerce/shared/api/session';
import { tellLeftOut } from '@/entities/cart/left_out';
import { mailLanguage } from './email_data';

export interface Credentials {
  account: string;
  password: string;
}

// Gives the challenge of an account with a second factor, for which a code is still needed.
async function signIn(credentials: Credentials): Promise<string | undefined> {
  const grant = await unwrap(api.POST('/v1/auth/login', { body: { ...credentials, cookieSession: true } }));
  if (grant.challenge) return grant.challenge.token;
  await enter(grant);
  return undefined;
}

// A guest's cart joins the account's with the first call to the cart. That comes before pages hear of the account, so
// that a checkout sees all lines; should it fail, the platform joins the carts a moment later.
export async function enter(grant: Schemas['LoginResponse']): Promise<void> {
  const headers = { authorization: `Bearer ${grant.accessToken}` };
  const joined = await unwrap(api.GET('/v1/cart:count', { headers })).catch(() => undefined);
  tellLeftOut(joined?.leftOut);
  signedIn(grant);
}

export function useSignIn() {
  return useMutation({ mutationFn: signIn });
}

export function useSignUp() {
  const keys = useKeyring();
  const { i18n } = useTranslation();
  return useMutation({
    mutationFn: async (account: {
      email: string;
      password: string;
      confirmPassword: string;
      nickname: string;
    }) => {
      const body = { ...account, language: mailLanguage(i18n.language) };
      await unwrap(
        api.POST('/v1/users', {
          body,
          params: { header: { 'Idempotency-Key': keys.keyFor(body) } },
        }),
      );
      await signIn({ account: account.email, password: account.password });
    },
  });
}

// Signs out here also when the platform cannot be told: nobody wants to stay signed in after pressing that button.
export function useSignOut() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: {} as never })),
    onSettled: () => signedOut(),
  });
}
