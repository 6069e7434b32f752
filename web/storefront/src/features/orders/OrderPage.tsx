// SPDX-License-Identifier: Apache-2.0
// One order with everything about it.
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { hasReason } from '@ecommerce/shared/api/problem';
import { formatTime, useLocalName } from '@ecommerce/shared/i18n/format';
import { Breadcrumbs } from '@ecommerce/shared/ui/Breadcrumbs';
import { ButtonLink } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { CopyButton } from '@ecommerce/shared/ui/CopyButton';
import { Panel } from '@ecommerce/shared/ui/Panel';
import layout from '@ecommerce/shared/ui/SideColumn.module.css';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { Breakdown } from '@/entities/order/Breakdown';
import { GoodsLine } from '@/entities/order/GoodsLine';
import { statusOf, type Order } from '@/entities/order/order_status';
import { useOrder } from '@/entities/order/orders_data';
import { usePaymentMethods } from '@/entities/payment/payment_methods';
import { OrderAddress } from './OrderAddress';
import { OrderHead } from './OrderHead';
import { OrderNote } from './OrderNote';
import styles from './OrderPage.module.css';

export function Page() {
  const { t } = useTranslation(['orders']);
  const { orderNo = '' } = useParams();
  const order = useOrder(orderNo);
  useTitle(t('orderNamed', { no: orderNo }));
  if (order.isPending) return <PageSkeleton />;
  if (hasReason(order.error, 'NOT_FOUND') && !order.data) {
    return (
      <>
        <h1 className="visually-hidden">{t('gone')}</h1>
        <EmptyState title={t('gone')} text={t('goneText')}>
          <ButtonLink to="/orders" variant="primary">
            {t('showAll')}
          </ButtonLink>
        </EmptyState>
      </>
    );
  }
  if (!order.data) return <ErrorState error={order.error} retry={() => void order.refetch()} />;
  return (
    <div className={layout.page}>
      <Breadcrumbs
        parts={[{ text: t('title'), to: '/orders' }, { text: t('orderNamed', { no: orderNo }) }]}
      />
      <OrderHead order={order.data} />
      <div className={layout.columns}>
        <div className={layout.column}>
          {order.data.trackingNo !== '' && <Parcel order={order.data} />}
          <OrderAddress order={order.data} />
          <Goods order={order.data} />
        </div>
        <div className={layout.column}>
          <Panel title={t('amounts')}>
            <Breakdown
              goods={order.data.goodsTotal}
              freight={order.data.freight}
              discount={order.data.discount}
              total={order.data.total}
              totalName={t(totalName(order.data))}
              over={isOver(order.data)}
            />
          </Panel>
          <Facts order={order.data} />
        </div>
      </div>
    </div>
  );
}

function totalName(order: Order): 'totalPaid' | 'total' | 'totalOf' {
  if (order.paidAt) return 'totalPaid';
  return statusOf(order.status) === 'unpaid' ? 'total' : 'totalOf';
}

// Money that is not, or no longer, paid.
function isOver(order: Order): boolean {
  return ['cancelled', 'refunded'].includes(statusOf(order.status));
}

function Parcel({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <Panel title={t('parcel')}>
      <dl className={classes(styles.facts, styles.near)}>
        <div>
          <dt>{t('carrier')}</dt>
          <dd>{order.carrier}</dd>
        </div>
        <div>
          <dt>{t('trackingNo')}</dt>
          <dd>
            {order.trackingNo}
            <CopyButton text={order.trackingNo} name={t('trackingNo')} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}

function Goods({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <Panel
      title={
        <Link to={`/shops/${order.shopId}`} className={styles.shop}>
          {order.shopName || t('aShop')}
        </Link>
      }
    >
      <ul className={styles.goods}>
        {order.items.map((item) => (
          <li key={item.skuId}>
            <GoodsLine goods={item} linked />
          </li>
        ))}
      </ul>
      <OrderNote order={order} />
    </Panel>
  );
}

function Facts({ order }: { order: Order }) {
  const { t, i18n } = useTranslation(['orders']);
  const nameOf = useLocalName();
  const methods = usePaymentMethods();
  const method = methods.data?.find(({ code }) => code === order.paymentMethod);
  return (
    <Panel title={t('facts')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('orderNo')}</dt>
          <dd>
            {order.orderNo}
            <CopyButton text={order.orderNo} name={t('orderNo')} />
          </dd>
        </div>
        {order.createdAt && (
          <div>
            <dt>{t('placedAt')}</dt>
            <dd>{formatTime(order.createdAt, i18n.language)}</dd>
          </div>
        )}
        <div>
          <dt>{t('paymentMethod')}</dt>
          <dd>{method ? nameOf(method) : order.paymentMethod}</dd>
        </div>
      </dl>
    </Panel>
  );
}

function PageSkeleton() {
  return (
    <Loading>
      <div className={layout.page}>
        <Skeleton width="40%" height={22} />
        <Skeleton height={212} className={layout.block ?? ''} />
        <div className={layout.columns}>
          <div className={layout.column}>
            <Skeleton height={120} className={layout.block ?? ''} />
            <Skeleton height={220} className={layout.block ?? ''} />
          </div>
          <div className={layout.column}>
            <Skeleton height={180} className={layout.block ?? ''} />
            <Skeleton height={160} className={layout.block ?? ''} />
          </div>
        </div>
      </div>
    </Loading>
  );
}
