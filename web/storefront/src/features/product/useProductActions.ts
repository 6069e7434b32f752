// SPDX-License-Identifier: Apache-2.0
// The two buttons of a product: into the cart, or straight to the checkout.
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useAddToCart } from '@/entities/cart/cart_data';
import type { Product } from './options';
import { productQuery } from './product_data';
import type { SkuSelection } from './useSkuSelection';

export const CHOICES_ID = 'choices';

export function useProductActions(product: Product, selection: SkuSelection) {
  const { t } = useTranslation(['product']);
  const navigate = useNavigate();
  const client = useQueryClient();
  const add = useAddToCart();
  const { sku, quantity } = selection;

  // Leads to what is still to be chosen.
  const ready = (): boolean => {
    if (sku) return true;
    selection.demand();
    const choices = document.getElementById(CHOICES_ID);
    choices?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    choices?.focus({ preventScroll: true });
    return false;
  };

  return {
    soldOut: sku ? Number(sku.available) <= 0 : product.skus.every(({ available }) => Number(available) <= 0),
    adding: add.isPending,
    addToCart() {
      if (!ready() || !sku) return;
      add.mutate(
        { skuId: sku.id, quantity },
        {
          onSuccess: () =>
            toast.success(t('added', { count: quantity }), {
              text: t('toCart'),
              run: () => void navigate('/cart'),
            }),
          onError: (error) => {
            toast.error(error);
            // The page showed a stock or a state that has changed.
            if (hasReason(error, 'OUT_OF_STOCK', 'SKU_OFF_SHELF'))
              void client.invalidateQueries({ queryKey: productQuery(product.id).queryKey });
          },
        },
      );
    },
    buyNow() {
      if (ready() && sku) void navigate(`/checkout?items=${sku.id}:${quantity}`);
    },
  };
}

export type ProductActions = ReturnType<typeof useProductActions>;
