// SPDX-License-Identifier: Apache-2.0
// What the shop has to do now, each with the way to it.
import { useTranslation } from 'react-i18next';
import { Tile, Tiles, type Waiting } from '@ecommerce/console/overview/Tiles';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import {
  useOrderCounts,
  useRejectedProducts,
  useUnansweredQuestions,
  useUnreadMessages,
  useUnrepliedReviews,
} from '@/entities/todo/todo_data';

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
      <Tiles title={t('todo')}>
        <Tile text={t('toShip')} to="/orders?status=PAID" query={ofOrders('ORDER_STATUS_PAID')} />
        <Tile text={t('toReply')} to="/reviews?unreplied=1" query={reviews} />
        <Tile text={t('toAnswer')} to="/questions?unanswered=1" query={questions} />
        <Tile text={t('rejected')} to="/products?state=REJECTED" query={rejected} />
        <Tile text={t('unreadMessages')} to="/messages" query={messages} />
      </Tiles>
      <Tiles title={t('orders')}>
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
      </Tiles>
    </>
  );
}

function none(known: unknown): Waiting | undefined {
  return known === undefined ? undefined : { count: 0, capped: false };
}
