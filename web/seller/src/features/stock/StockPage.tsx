// SPDX-License-Identifier: Apache-2.0
// The stock of a product's SKUs: how much can be sold, changes with their reason, and how each unit came and went.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, formatNumber } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import type { Product, Sku } from '@/entities/product/product';
import { useProduct } from '@/entities/product/product_data';
import { AdjustDialog } from './AdjustDialog';
import { Movements } from './Movements';
import styles from './StockPage.module.css';

export function Page() {
  const { productId = '' } = useParams();
  const product = useProduct(productId);
  if (product.isPending) return <PageLoading />;
  if (product.isError) return <ErrorState whole error={product.error} retry={() => void product.refetch()} />;
  return <Shown product={product.data} />;
}

function skuName(product: Product, sku: Sku): string {
  return sku.optionValues.join(' / ') || product.name;
}

function Shown({ product }: { product: Product }) {
  const { t } = useTranslation('stock');
  const [adjusting, setAdjusting] = useState<Sku>();
  const [followed, setFollowed] = useState<Sku>();
  return (
    <>
      <PageHeader
        title={t('title', { name: product.name })}
        back={{ to: `/products/${product.id}`, text: product.name }}
      />
      <section className={styles.panel}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('sku')}</th>
              <th scope="col" className={styles.wide}>
                {t('code')}
              </th>
              <th scope="col" className={classes(styles.number, styles.wide)}>
                {t('price')}
              </th>
              <th scope="col" className={styles.number}>
                {t('available')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {product.skus.map((sku) => (
              <tr key={sku.id}>
                <th scope="row">{skuName(product, sku)}</th>
                <td className={styles.wide}>{sku.code}</td>
                <td className={classes(styles.number, styles.wide)}>{sku.price && formatMoney(sku.price)}</td>
                <td className={sku.available === '0' ? styles.out : styles.number}>
                  {formatNumber(BigInt(sku.available))}
                </td>
                <td className={styles.actions}>
                  <Button size="small" variant="text" onClick={() => setFollowed(sku)}>
                    {t('movements')}
                  </Button>
                  <Button size="small" onClick={() => setAdjusting(sku)}>
                    {t('adjust')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {adjusting && (
        <AdjustDialog
          product={product}
          sku={adjusting}
          name={skuName(product, adjusting)}
          onClose={() => setAdjusting(undefined)}
        />
      )}
      {followed && (
        <Movements sku={followed} name={skuName(product, followed)} onClose={() => setFollowed(undefined)} />
      )}
    </>
  );
}
