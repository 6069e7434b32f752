// SPDX-License-Identifier: Apache-2.0
// The ways to pay.
import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@ecommerce/shared/api/client';

export function usePaymentMethods() {
  return useQuery({
    queryKey: ['payment-methods'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/payment-methods', { signal }))).paymentMethods,
    staleTime: 5 * 60_000,
  });
}
