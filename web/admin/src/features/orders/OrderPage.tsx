// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { CopyButton } from '@ecommerce/shared/ui/CopyButton';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { When } from '@/entities/detail/When';
import { StateTag } from '@/entities/states/StateTag';
import styles from './OrderPage.module.css';
import { useOrder, useOrderDecisions, type Order } from './orders_data';

export function Page() {
  const { orderNo = '' } = useParams();
  return (
    <Loaded whole query={useOrder(orderNo)}>
      {(order) => <OrderView order={order} />}
    </Loaded>
  );
}

function OrderView({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'admin']);
  const decisions = useOrderDecisions(order);
  return (
    <>
      <PageHeader
        title={order.orderNo}
        back={{ to: '/orders', text: t('admin:orders') }}
        note={
          <>
            <StateTag state={order.status} />
            <CopyButton text={order.orderNo} name={t('no')} />
          </>
        }
      >
        {order.status === 'ORDER_STATUS_PENDING_PAYMENT' && (
          <Button variant="danger" onClick={decisions.cancel}>
            {t('cancel')}
          </Button>
        )}
        {order.allowedActions.includes('ORDER_ACTION_REFUND') && (
          <Button variant="danger" onClick={decisions.refund}>
            {t('refund')}
          </Button>
        )}
      </PageHeader>
      <Stack>
        <Panel title={t('facts')}>
          <OrderFacts order={order} />
        </Panel>
        <Panel title={t('goods')}>
          <Goods order={order} />
        </Panel>
        <Panel title={t('timeline')}>
          <ol className={styles.timeline}>
            {order.timeline.map((move) => (
              <li key={`${move.toStatus} ${move.movedAt ?? ''}`}>
                <StateTag state={move.toStatus} />
                <span>
                  <When time={move.movedAt} /> · <Actor move={move} />
                  {move.reason && ` · ${move.reason}`}
                </span>
              </li>
            ))}
          </ol>
        </Panel>
      </Stack>
    </>
  );
}

function Actor({ move }: { move: Order['timeline'][number] }) {
  const { t } = useTranslation(['states', 'orders']);
  const who = t(`states:${move.actor}`);
  if (move.actorUserId === '0') return who;
  return (
    <>
      {who} <Link to={`/users/${move.actorUserId}`}>{t('orders:buyerNo', { id: move.actorUserId })}</Link>
    </>
  );
}

function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { address } = order;
  return (
    <Facts
      facts={[
        { name: t('shop'), value: <Link to={`/shops/${order.shopId}`}>{order.shopName}</Link> },
        {
          name: t('buyer'),
          value: <Link to={`/users/${order.userId}`}>{t('buyerNo', { id: order.userId })}</Link>,
        },
        {
          name: t('address'),
          value:
            address &&
            [
              `${address.recipient} ${address.phone}`,
              `${address.province}${address.city}${address.district} ${address.street}`,
            ].join('\n'),
        },
        { name: t('note'), value: order.note },
        { name: t('cancelReason'), value: order.cancelReason },
        { name: t('method'), value: order.paymentMethod },
        {
          name: t('payment'),
          value: <Link to={`/payments?no=${order.orderNo}`}>{order.paymentId}</Link>,
        },
        {
          name: t('siblings'),
          value:
            order.siblingOrderNos.length > 0 &&
            order.siblingOrderNos.map((no) => (
              <Link key={no} to={`/orders/${no}`} className={styles.sibling}>
                {no}
              </Link>
            )),
        },
        { name: t('parcel'), value: order.trackingNo && `${order.carrier} ${order.trackingNo}` },
        { name: t('created'), value: <When time={order.createdAt} /> },
        { name: t('payBefore'), value: order.payBefore && <When time={order.payBefore} /> },
        { name: t('paid'), value: order.paidAt && <When time={order.paidAt} /> },
        { name: t('shipBefore'), value: order.shipBefore && <When time={order.shipBefore} /> },
        { name: t('shipped'), value: order.shippedAt && <When time={order.shippedAt} /> },
        { name: t('completes'), value: order.completesAt && <When time={order.completesAt} /> },
      ]}
    />
  );
}

function Goods({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <>
      <ul className={styles.goods}>
        {order.items.map((item) => (
          <li key={item.skuId}>
            <Photo picture={item.picture} alt="" sizes="56px" className={styles.photo} />
            <span className={styles.name}>
              <Link to={`/products/${item.productId}`}>{item.productName}</Link>
              <span className={styles.options}>{item.optionValues.join(' / ')}</span>
            </span>
            <span className={styles.number}>
              {item.price && formatMoney(item.price)} × {item.quantity}
            </span>
            <span className={styles.number}>{item.total && formatMoney(item.total)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.sums}>
        {(['goodsTotal', 'freight', 'discount', 'total'] as const).map((name) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>{order[name] && formatMoney(order[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
