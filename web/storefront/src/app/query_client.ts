// SPDX-License-Identifier: Apache-2.0
// The storefront's data: what one account saw is not for the next one.
import { createQueryClient } from '@ecommerce/shared/api/query_client';
import { currentSession, onSessionChange } from '@ecommerce/shared/api/session';
import { CART, followOtherTabs } from '@/entities/cart/cart_data';

export const queryClient = createQueryClient();
followOtherTabs(queryClient);

let owner = '';
onSessionChange(() => {
  const session = currentSession();
  if (session.state === 'starting') return;
  const next = session.state === 'signed-in' ? session.user.id : '';
  if (owner === next) return;
  if (owner === '') void queryClient.invalidateQueries({ queryKey: CART });
  else {
    // Every page shows the cart, also a guest's, so it is read again; what else was own leaves with its pages.
    void queryClient.resetQueries({ queryKey: CART });
    queryClient.removeQueries({
      predicate: ({ meta, queryKey }) => meta?.own === true && queryKey[0] !== CART[0],
    });
  }
  owner = next;
});
