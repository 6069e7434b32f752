// SPDX-License-Identifier: Apache-2.0
// The price of the chosen SKU, or from the cheapest to the dearest.
import { useTranslation } from 'react-i18next';
import { OldPrice, Price } from '@ecommerce/shared/ui/Price';
import { offerOf } from './offer';
import styles from './OfferPrice.module.css';
import type { Product, Sku } from './options';

export function OfferPrice({
  product,
  sku,
  size,
  short = false,
}: {
  product: Product;
  sku: Sku | undefined;
  size: 'middle' | 'huge';
  // Only where the range begins, without the crossed-out price.
  short?: boolean;
}) {
  const { t } = useTranslation(['product']);
  const { low, high, list } = offerOf(sku ? [sku] : product.skus);
  if (!low) return null;
  return (
    <span className={styles.offer}>
      <Price money={low} size={size} />
      {high && short && <span className={styles.note}>{t('priceFrom')}</span>}
      {high && !short && (
        <>
          <span className={styles.dash} aria-hidden="true" />
          <span className="visually-hidden">{t('priceTo')}</span>
          <Price money={high} size={size} />
        </>
      )}
      {list && !short && (
        <span className={styles.list}>
          <span className={styles.note}>{t('listPrice')}</span>
          <OldPrice money={list} />
        </span>
      )}
    </span>
  );
}
