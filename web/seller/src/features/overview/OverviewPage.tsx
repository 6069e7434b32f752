// SPDX-License-Identifier: Apache-2.0
// What the shop has to do now, each with the way to it.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import {
  useOrderCounts,
  useRejectedProducts,
  useUnansweredQuestions,
  useUnreadMessages,
  useUnrepliedReviews,
  type Waiting,
} from '@/entities/todo/todo_data';
import styles from './OverviewPage.module.css';

export function Page() {
  const { t } = useTranslation('seller');
  const orders = useOrderCounts();
  const ofOrders = (status: string) => ({
    ...orders,
    data: orders.data?.get(status as never) ?? none(orders.data),
  });
  const reviews = useUnrepliedReviews();
  const questions = useUnansweredQuestions();
  const rejected = useRejectedProducts();
  const messages = useUnreadMessages();
  return (
    <>
      <PageHeader title={t('overview')} />
      <h2 className={styles.title}>{t('todo')}</h2>
      <ul className={styles.tiles}>
        <Tile text={t('toShip')} to="/orders?status=PAID" query={ofOrders('ORDER_STATUS_PAID')} />
        <Tile text={t('toReply')} to="/reviews?unreplied=1" query={reviews} />
        <Tile text={t('toAnswer')} to="/questions?unanswered=1" query={questions} />
        <Tile text={t('rejected')} to="/products?state=REJECTED" query={rejected} />
        <Tile text={t('unreadMessages')} to="/messages" query={messages} />
      </ul>
      <h2 className={styles.title}>{t('orders')}</h2>
      <ul className={styles.tiles}>
        <Tile
          text={t('awaitingPayment')}
          to="/orders?status=PENDING_PAYMENT"
          query={ofOrders('ORDER_STATUS_PENDING_PAYMENT')}
        />
        <Tile text={t('underWay')} to="/orders?status=SHIPPED" query={ofOrders('ORDER_STATUS_SHIPPED')} />
        <Tile
          text={t('refunding')}
          to="/orders?status=REFUNDING"
          query={ofOrders('ORDER_STATUS_REFUNDING')}
        />
      </ul>
    </>
  );
}

function none(known: unknown): Waiting | undefined {
  return known === undefined ? undefined : { count: 0, capped: false };
}

function Tile({
  text,
  to,
  query,
}: {
  text: string;
  to: string;
  query: { data: Waiting | undefined; isError: boolean; error: unknown; refetch: () => unknown };
}) {
  const { data } = query;
  if (query.isError && data === undefined)
    return (
      <li className={styles.tile}>
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      </li>
    );
  return (
    <li className={styles.tile}>
      <Link to={to} className={styles.link}>
        <span className={styles.text}>{text}</span>
        {data === undefined ? (
          <Loading>
            <Skeleton width={48} height={32} />
          </Loading>
        ) : (
          <span className={data.count > 0 ? styles.waiting : styles.nothing}>
            {formatNumber(data.count)}
            {data.capped && '+'}
          </span>
        )}
      </Link>
    </li>
  );
}
