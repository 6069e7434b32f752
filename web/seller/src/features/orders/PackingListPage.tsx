// SPDX-License-Identifier: Apache-2.0
// What belongs into each parcel, a sheet for each order, for the printer.
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { PageLoading } from '@ecommerce/shared/ui/PageLoading';
import { EmptyState, ErrorState } from '@ecommerce/shared/ui/States';
import { cleanOrderNo, type Order } from '@/entities/order/order';
import { Address } from './Address';
import { ORDERS, readOrder } from './orders_data';
import styles from './PackingListPage.module.css';

// As many as a page of the list.
const SHEETS_MAX = 100;

export function Page() {
  const { t } = useTranslation(['orders', 'seller']);
  const [parameters] = useSearchParams();
  const numbers = [...new Set((parameters.get('no') ?? '').split(',').map(cleanOrderNo).filter(Boolean))];
  const orders = useQueries({
    queries: numbers.slice(0, SHEETS_MAX).map((orderNo) => ({
      queryKey: [...ORDERS, 'one', orderNo],
      queryFn: () => readOrder(orderNo),
    })),
  });
  const failed = orders.find(({ isError }) => isError);
  if (failed) return <ErrorState whole error={failed.error} retry={() => void failed.refetch()} />;
  if (orders.some(({ isPending }) => isPending)) return <PageLoading />;
  return (
    <>
      <PageHeader title={t('packingList')} back={{ to: '/orders', text: t('seller:orders') }}>
        <Button variant="primary" onClick={() => print()}>
          {t('print')}
        </Button>
      </PageHeader>
      {orders.length === 0 && <EmptyState title={t('packingNone')} text={t('packingNoneText')} />}
      {orders.map(({ data }) => data && <Sheet key={data.orderNo} order={data} />)}
    </>
  );
}

function Sheet({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const pieces = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <article className={styles.sheet}>
      <header>
        <h2>{t('orderNo', { no: order.orderNo })}</h2>
        <p>{order.createdAt && formatTime(order.createdAt)}</p>
      </header>
      <Address order={order} copy={false} />
      <table>
        <thead>
          <tr>
            <th scope="col">{t('goods')}</th>
            <th scope="col">{t('options')}</th>
            <th scope="col" className={styles.count}>
              {t('pieces')}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.items.map((item) => (
            <tr key={item.skuId}>
              <td>{item.productName}</td>
              <td>{item.optionValues.join(' / ')}</td>
              <td className={styles.count}>{item.quantity}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('piecesInAll')}
            </th>
            <td className={styles.count}>{pieces}</td>
          </tr>
        </tfoot>
      </table>
      {order.note !== '' && (
        <p>
          {t('note')}: {order.note}
        </p>
      )}
    </article>
  );
}
