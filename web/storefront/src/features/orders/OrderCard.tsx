// SPDX-License-Identifier: Apache-2.0
// One order in the list.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Price } from '@ecommerce/shared/ui/Price';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { GoodsLine } from '@/entities/order/GoodsLine';
import { statusOf, tones, type OrderSummary } from '@/entities/order/order_status';
import { OrderActions } from './OrderActions';
import styles from './OrderCard.module.css';
import { PayDeadline } from './PayDeadline';

export function OrderCard({ order }: { order: OrderSummary }) {
  const { t, i18n } = useTranslation(['orders', 'reviews', 'storefront']);
  const status = statusOf(order.status);
  const [first] = order.items;
  return (
    <article className={styles.card} aria-label={t('orderNamed', { no: order.orderNo })}>
      <header className={styles.header}>
        <Link to={`/shops/${order.shopId}`} className={styles.shop}>
          {order.shopName || t('aShop')}
        </Link>
        <span className={styles.meta}>
          {order.createdAt && (
            <time dateTime={order.createdAt}>{formatTime(order.createdAt, i18n.language)}</time>
          )}
          <span>{t('orderNamed', { no: order.orderNo })}</span>
        </span>
        <span className={styles.status}>
          {status === 'unpaid' && order.payBefore && <PayDeadline until={order.payBefore} />}
          <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>
        </span>
      </header>
      <Link to={`/orders/${order.orderNo}`} className={styles.goods}>
        {order.itemCount === 1 && first ? (
          <GoodsLine goods={first} />
        ) : (
          <span className={styles.pictures}>
            {order.items.slice(0, 5).map((item) => (
              <Photo
                key={item.skuId}
                picture={item.picture}
                alt={item.productName}
                className={styles.picture}
              />
            ))}
            {order.itemCount > 5 && (
              <span className={styles.rest}>{t('andMore', { count: order.itemCount - 5 })}</span>
            )}
          </span>
        )}
      </Link>
      <footer className={styles.footer}>
        <p className={styles.total}>
          <span>{t('storefront:pieces', { count: order.quantity })}</span>
          {order.total && <Price money={order.total} size="small" tone="plain" />}
        </p>
        {status === 'completed' && <ButtonLink to="/account/reviews">{t('reviews:write')}</ButtonLink>}
        <OrderActions order={order} />
      </footer>
    </article>
  );
}
