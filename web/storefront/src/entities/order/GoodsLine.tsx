// SPDX-License-Identifier: Apache-2.0
// One article of an order, or of what is about to become one: picture, name, options, price and quantity.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '@ecommerce/shared/api/client';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { Photo } from '@ecommerce/shared/ui/Photo';
import styles from './GoodsLine.module.css';

type Goods = Pick<
  Schemas['OrderItem'],
  'productId' | 'productName' | 'optionValues' | 'picture' | 'quantity' | 'price'
>;

export function GoodsLine({
  goods,
  linked = false,
  children,
}: {
  goods: Goods;
  // Leads to the product; not where leaving the page would lose what was typed.
  linked?: boolean;
  // What else there is to say about it.
  children?: React.ReactNode;
}) {
  const { t, i18n } = useTranslation(['orders', 'storefront']);
  const name = goods.productName || t('goodsGone');
  return (
    <div className={styles.line}>
      <Photo picture={goods.picture} alt="" className={styles.photo} />
      <div className={styles.text}>
        <p className={styles.name}>
          {linked ? <Link to={`/products/${goods.productId}`}>{name}</Link> : name}
        </p>
        {goods.optionValues.length > 0 && <p className={styles.options}>{goods.optionValues.join(' / ')}</p>}
        {children}
      </div>
      <p className={styles.amount}>
        {goods.price && <span className={styles.price}>{formatMoney(goods.price, i18n.language)}</span>}
        <span className={styles.quantity}>
          <span aria-hidden="true">×{goods.quantity}</span>
          <span className="visually-hidden">{t('storefront:pieces', { count: goods.quantity })}</span>
        </span>
      </p>
    </div>
  );
}
