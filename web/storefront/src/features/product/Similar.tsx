// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useProductRow } from '@/entities/catalogue/catalogue_data';
import { ProductGrid, ProductGridSkeleton } from '@/entities/catalogue/ProductGrid';
import type { Product } from './options';
import styles from './ProductPage.module.css';

const SHOWN = 6;

// Others of the same category; nothing where there are none or they cannot be read: the page is whole without them.
export function Similar({ product }: { product: Product }) {
  const { t } = useTranslation(['product']);
  const { data, isPending } = useProductRow({ categoryId: product.categoryId, sort: 'sales' }, SHOWN + 1);
  const others = (data ?? []).filter(({ id }) => id !== product.id).slice(0, SHOWN);
  if (!isPending && others.length === 0) return null;
  return (
    <section className={styles.similar}>
      <h2>{t('similar')}</h2>
      {isPending ? (
        <ProductGridSkeleton count={SHOWN} wholeRows />
      ) : (
        <ProductGrid products={others} wholeRows />
      )}
    </section>
  );
}
