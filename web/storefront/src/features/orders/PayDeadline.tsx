// SPDX-License-Identifier: Apache-2.0
// How long an order can still be paid. When the time is over, the orders are read again.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { useCountdown } from '@ecommerce/shared/ui/useCountdown';
import { ORDERS } from '@/entities/order/orders_data';
import styles from './PayDeadline.module.css';

// The platform closes orders a moment after their deadline.
const CLOSING_MS = 4000;

export function PayDeadline({ until }: { until: string }) {
  const { t } = useTranslation('orders');
  const client = useQueryClient();
  const left = useCountdown(until);
  const over = left === 0;
  useEffect(() => {
    if (!over) return;
    const timer = setTimeout(() => void client.invalidateQueries({ queryKey: ORDERS }), CLOSING_MS);
    return () => clearTimeout(timer);
  }, [over, client]);
  if (left === undefined) return null;
  return (
    <span className={styles.left} role="timer">
      {over ? t('closing') : t('timeLeft', { time: formatDuration(left) })}
    </span>
  );
}
