// SPDX-License-Identifier: Apache-2.0
// The bank cards that an account keeps.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { useKeyring } from '@ecommerce/shared/api/idempotency';

export type BankCard = Schemas['BankCard'];
export type NewBankCard = Required<Schemas['CreateBankCardRequest']>;

// How many cards an account keeps.
export const BANK_CARD_LIMIT = 20;

const CARDS = ['bank-cards'];

export function useBankCards() {
  return useQuery({
    queryKey: CARDS,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/users/me/bank-cards', { signal }))).bankCards,
    meta: { own: true },
  });
}

function useCardMutation<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: CARDS }),
  });
}

export function useCreateBankCard() {
  const keys = useKeyring();
  return useCardMutation(async (card: NewBankCard) => {
    await unwrap(
      api.POST('/v1/users/me/bank-cards', {
        body: card,
        params: { header: { 'Idempotency-Key': keys.keyFor(card) } },
      }),
    );
    keys.renew();
  });
}

export function useMakeDefaultBankCard() {
  return useCardMutation((id: string) =>
    unwrap(
      api.PATCH('/v1/users/me/bank-cards/{id}', { params: { path: { id } }, body: { isDefault: true } }),
    ),
  );
}

export function useDeleteBankCard() {
  return useCardMutation((id: string) =>
    unwrap(api.DELETE('/v1/users/me/bank-cards/{id}', { params: { path: { id } } })),
  );
}
