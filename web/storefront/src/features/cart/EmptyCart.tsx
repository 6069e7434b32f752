// SPDX-License-Identifier: Apache-2.0
// Nothing in the cart: ways to something.
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { useProductRow } from '@/entities/catalogue/catalogue_data';
import { ProductGrid, ProductGridSkeleton } from '@/entities/catalogue/ProductGrid';
import styles from './CartPage.module.css';

const SHOWN = 12;

export function EmptyCart() {
  const { t } = useTranslation(['cart', 'storefront']);
  const { data, isPending } = useProductRow({ sort: 'sales', inStock: true }, SHOWN);
  return (
    <>
      <Panel>
        <EmptyState title={t('empty')} text={t('emptyText')}>
          <ButtonLink to="/" variant="primary">
            {t('goShopping')}
          </ButtonLink>
          <ButtonLink to="/categories">{t('storefront:seeCategories')}</ButtonLink>
        </EmptyState>
      </Panel>
      {(isPending || (data && data.length > 0)) && (
        <section className={styles.liked}>
          <h2>{t('liked')}</h2>
          {data ? <ProductGrid products={data} wholeRows /> : <ProductGridSkeleton count={SHOWN} wholeRows />}
        </section>
      )}
    </>
  );
}
