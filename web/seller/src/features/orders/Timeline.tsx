// SPDX-License-Identifier: Apache-2.0
// What happened to an order: when, by whom and why, the latest first.
import { useTranslation } from 'react-i18next';
import { formatTime } from '@ecommerce/shared/i18n/format';
import { statusOf, type Order } from '@/entities/order/order';
import styles from './Timeline.module.css';

const actors = {
  ORDER_ACTOR_CUSTOMER: 'customer',
  ORDER_ACTOR_SELLER: 'seller',
  ORDER_ACTOR_ADMIN: 'admin',
} as const;

export function Timeline({ moves }: { moves: Order['timeline'] }) {
  const { t } = useTranslation('orders');
  return (
    <ol className={styles.timeline}>
      {[...moves].reverse().map((move) => (
        <li key={`${move.movedAt} ${move.toStatus}`}>
          <span className={styles.what}>{t(`status.${statusOf(move.toStatus)}`)}</span>
          <span className={styles.who}>
            {t(`actor.${actors[move.actor as keyof typeof actors] ?? 'system'}`)}
            {move.movedAt && ` · ${formatTime(move.movedAt)}`}
          </span>
          {move.actor !== 'ORDER_ACTOR_SYSTEM' && move.reason !== '' && (
            <span className={styles.who}>{move.reason}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
