// SPDX-License-Identifier: Apache-2.0
// Signing out.
import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { signedOut } from '@ecommerce/shared/api/session';

// Signs out here also when the platform cannot be told: nobody wants to stay signed in after pressing that button.
export function useSignOut() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/auth/logout', { body: {} as never })),
    onSettled: () => signedOut(),
  });
}
