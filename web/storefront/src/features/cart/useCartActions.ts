// SPDX-License-Identifier: Apache-2.0
// What can be done in the cart.
import { useTranslation } from 'react-i18next';
import { toast } from '@ecommerce/shared/ui/Toast';
import {
  useAddToCart,
  useRemoveLine,
  useRemoveLines,
  useSelectLines,
  type CartLine,
} from '@/entities/cart/cart_data';
import type { useQuantities } from './useQuantities';

export function useCartActions(quantities: Pick<ReturnType<typeof useQuantities>, 'set' | 'forget'>) {
  const { t } = useTranslation(['cart']);
  const add = useAddToCart();
  const select = useSelectLines();
  const drop = useRemoveLine();
  const dropMany = useRemoveLines();

  // Put back it stands on top, at today's price, ticked or not as it was.
  const putBack = async ({ skuId, quantity, selected }: CartLine) => {
    try {
      await add.mutateAsync({ skuId, quantity });
      if (!selected) select.mutate({ skuIds: [skuId], selected });
    } catch (error) {
      toast.error(error);
    }
  };

  return {
    setQuantity: quantities.set,
    tick(skuIds: string[], selected: boolean) {
      if (skuIds.length > 0) select.mutate({ skuIds, selected });
    },
    remove(line: CartLine) {
      quantities.forget(line.skuId);
      drop.mutate(line.skuId);
      toast.success(t('removed', { name: line.productName }), {
        text: t('undo'),
        run: () => void putBack(line),
      });
    },
    // What cannot be put back is asked for first.
    removeForGood: (line: CartLine) => drop.mutate(line.skuId),
    clear: (lines: readonly CartLine[]) => dropMany.mutate(lines.map(({ skuId }) => skuId)),
  };
}

export type CartActions = ReturnType<typeof useCartActions>;
