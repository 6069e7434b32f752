// SPDX-License-Identifier: Apache-2.0
// The way out of a line that cannot be bought: fewer units of it, or none, in the cart or in the page's address.
import { toast } from '@ecommerce/shared/ui/Toast';
import { useSelectLines, useUpdateLine } from '@/entities/cart/cart_data';
import { formatItems, withQuantity, type Wanted } from './checkout_items';

export interface Adjust {
  busy: boolean;
  // A quantity of 0 leaves the line out of this checkout; the cart keeps it, unticked.
  setQuantity: (skuId: string, quantity: number) => void;
}

export function useAdjust(
  { items }: Wanted,
  { onItems, refresh }: { onItems: (items: string) => void; refresh: () => void },
): Adjust {
  const select = useSelectLines();
  const update = useUpdateLine();
  const after = { onSuccess: refresh, onError: toast.error };
  return {
    busy: select.isPending || update.isPending,
    setQuantity: (skuId, quantity) => {
      if (items) onItems(formatItems(withQuantity(items, skuId, quantity)));
      else if (quantity === 0) select.mutate({ skuIds: [skuId], selected: false }, after);
      else update.mutate({ skuId, quantity }, after);
    },
  };
}
