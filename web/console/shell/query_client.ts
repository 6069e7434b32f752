// SPDX-License-Identifier: Apache-2.0
// A console's data: all of it is one account's, so nothing stays for the next.
import { createQueryClient } from '@ecommerce/shared/api/query_client';
import { onSessionChange, owner } from '@ecommerce/shared/api/session';

export const queryClient = createQueryClient();

let before = '';
onSessionChange(() => {
  if (before !== '' && before !== owner()) queryClient.clear();
  before = owner();
});
