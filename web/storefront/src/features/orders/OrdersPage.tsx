// SPDX-License-Identifier: Apache-2.0
// My orders: by status, and by words.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { tabFrom } from '@/entities/order/order_status';
import { useOrders } from '@/entities/order/orders_data';
import { OrderCard } from './OrderCard';
import { OrderSearch } from './OrderSearch';
import styles from './OrdersPage.module.css';
import { OrderTabs } from './OrderTabs';

export function Page() {
  const { t } = useTranslation(['orders', 'common']);
  const [parameters] = useSearchParams();
  const tab = tabFrom(parameters.get('status'));
  const query = (parameters.get('q') ?? '').trim().slice(0, 100);
  const orders = useOrders(tab, query);
  const shown = orders.data?.pages.flatMap((page) => page.orders) ?? [];
  useTitle(t('title'));
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1>{t('title')}</h1>
        <OrderSearch query={query} tab={tab} />
      </div>
      <OrderTabs current={tab} query={query} />
      {orders.isPending ? (
        <ListSkeleton />
      ) : orders.isError && shown.length === 0 ? (
        <ErrorState error={orders.error} retry={() => void orders.refetch()} />
      ) : shown.length === 0 ? (
        <Nothing query={query} all={tab === 'all'} />
      ) : (
        <ul className={styles.list}>
          {shown.map((order) => (
            <li key={order.orderNo}>
              <OrderCard order={order} />
            </li>
          ))}
        </ul>
      )}
      {orders.isFetchNextPageError && <ErrorState error={orders.error} />}
      {orders.hasNextPage && (
        <Button
          className={styles.more}
          busy={orders.isFetchingNextPage}
          onClick={() => void orders.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      )}
    </div>
  );
}

function Nothing({ query, all }: { query: string; all: boolean }) {
  const { t } = useTranslation('orders');
  if (query !== '') {
    return (
      <EmptyState card title={t('noneFound')} text={t('noneFoundText', { query })}>
        <ButtonLink to="/orders">{t('showAll')}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState card title={all ? t('none') : t('noneHere')} text={all ? t('noneText') : t('noneHereText')}>
      <ButtonLink to="/" variant="primary">
        {t('goShopping')}
      </ButtonLink>
      {!all && <ButtonLink to="/orders">{t('showAll')}</ButtonLink>}
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <Loading>
      <div className={styles.list}>
        {[0, 1, 2].map((index) => (
          <Skeleton key={index} height={206} className={styles.skeleton ?? ''} />
        ))}
      </div>
    </Loading>
  );
}
