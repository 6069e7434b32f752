// SPDX-License-Identifier: Apache-2.0
// One order: what to send where, what it cost, what happened, and what the shop can do now.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useAsk } from '@ecommerce/console/form/Ask';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatMoney, formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { CopyButton } from '@ecommerce/shared/ui/CopyButton';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { ErrorState } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { statusOf, tones, type Order } from '@/entities/order/order';
import { Address } from './Address';
import { Goods } from './Goods';
import styles from './OrderPage.module.css';
import { useDecline, useOrder } from './orders_data';
import { ShipDialog } from './ShipDialog';
import { Timeline } from './Timeline';

export function Page() {
  const { orderNo = '' } = useParams();
  const order = useOrder(orderNo);
  if (order.isPending) return <PageLoading />;
  if (order.isError) return <ErrorState whole error={order.error} retry={() => void order.refetch()} />;
  return <Shown order={order.data} />;
}

function Shown({ order }: { order: Order }) {
  const { t } = useTranslation(['orders', 'seller']);
  const [shipping, setShipping] = useState(false);
  const navigate = useNavigate();
  const decline = useAskDecline(order);
  const status = statusOf(order.status);
  const can = (action: Order['allowedActions'][number]) => order.allowedActions.includes(action);
  return (
    <>
      <PageHeader
        title={t('orderNo', { no: order.orderNo })}
        back={{ to: '/orders', text: t('seller:orders') }}
        note={<Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>}
      >
        <Button onClick={() => void navigate(`/orders/packing-list?no=${order.orderNo}`)}>
          {t('printPacking')}
        </Button>
        {can('ORDER_ACTION_DECLINE') && (
          <Button variant="danger" onClick={decline}>
            {t('decline')}
          </Button>
        )}
        {can('ORDER_ACTION_SHIP') && (
          <Button variant="primary" onClick={() => setShipping(true)}>
            {t('ship')}
          </Button>
        )}
      </PageHeader>
      <div className={styles.columns}>
        <div className={styles.main}>
          <section className={styles.panel}>
            <h2>{t('goods')}</h2>
            <Goods items={order.items} />
            <Costs order={order} />
          </section>
          <section className={styles.panel}>
            <h2>{t('history')}</h2>
            <Timeline moves={order.timeline} />
          </section>
        </div>
        <aside className={styles.side}>
          <section className={styles.panel}>
            <h2>{t('recipient')}</h2>
            <Address order={order} />
          </section>
          {order.note !== '' && (
            <section className={styles.panel}>
              <h2>{t('note')}</h2>
              <p>{order.note}</p>
            </section>
          )}
          <Facts order={order} />
        </aside>
      </div>
      {shipping && (
        <ShipDialog
          orderNo={order.orderNo}
          recipient={order.address?.recipient ?? ''}
          onClose={() => setShipping(false)}
        />
      )}
    </>
  );
}

function useAskDecline({ orderNo, total }: Order): () => void {
  const { t } = useTranslation('orders');
  const ask = useAsk();
  const decline = useDecline();
  return () =>
    ask({
      title: t('declineTitle', { no: orderNo }),
      text: t('declineText', { amount: total ? formatMoney(total) : '' }),
      action: t('declineAction'),
      danger: true,
      reason: { label: t('declineReason'), maxLength: 200 },
      run: async (reason) => {
        await decline.mutateAsync({ orderNo, reason });
        toast.success(t('declined', { no: orderNo }));
      },
    });
}

function Costs({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const lines = [
    { text: t('goodsTotal'), money: order.goodsTotal },
    { text: t('freight'), money: order.freight },
    { text: t('discount'), money: order.discount },
  ].filter(({ money }) => money !== undefined && money.minorUnits !== '0');
  return (
    <dl className={styles.costs}>
      {lines.map(({ text, money }) => (
        <div key={text}>
          <dt>{text}</dt>
          <dd>{money && formatMoney(money)}</dd>
        </div>
      ))}
      <div className={styles.total}>
        <dt>{t('total')}</dt>
        <dd>{order.total && formatMoney(order.total)}</dd>
      </div>
    </dl>
  );
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const times = [
    { text: t('created'), time: order.createdAt },
    { text: t('paidAt'), time: order.paidAt },
    { text: t('shipBefore'), time: order.status === 'ORDER_STATUS_PAID' ? order.shipBefore : undefined },
    { text: t('shippedAt'), time: order.shippedAt },
    { text: t('completesAt'), time: order.status === 'ORDER_STATUS_SHIPPED' ? order.completesAt : undefined },
    { text: t('completedAt'), time: order.completedAt },
    { text: t('cancelledAt'), time: order.cancelledAt },
    { text: t('refundedAt'), time: order.refundedAt },
  ].filter(({ time }) => time);
  return (
    <section className={styles.panel}>
      <h2>{t('facts')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('no')}</dt>
          <dd>
            {order.orderNo} <CopyButton text={order.orderNo} name={t('no')} />
          </dd>
        </div>
        {order.trackingNo !== '' && (
          <div>
            <dt>{order.carrier}</dt>
            <dd>
              {order.trackingNo} <CopyButton text={order.trackingNo} name={t('trackingNo')} />
            </dd>
          </div>
        )}
        {times.map(({ text, time }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd>{time && formatTime(time)}</dd>
          </div>
        ))}
        {order.cancelReason !== '' && (
          <div>
            <dt>{t('reason')}</dt>
            <dd>{order.cancelReason}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
