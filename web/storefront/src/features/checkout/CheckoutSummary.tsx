// SPDX-License-Identifier: Apache-2.0
// What it costs, and the button that orders; on phones total and button stay at the page's lower edge.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Price } from '@ecommerce/shared/ui/Price';
import { Breakdown } from '@/entities/order/Breakdown';
import { countPieces, countProblems, type Quote } from './checkout_state';
import styles from './CheckoutSummary.module.css';

export function CheckoutSummary({
  quote,
  busy,
  waiting,
  onSubmit,
  children,
}: {
  quote: Quote;
  busy: boolean;
  // Something that the order needs is not known yet.
  waiting: boolean;
  onSubmit: () => void;
  // What went wrong.
  children: React.ReactNode;
}) {
  const { t } = useTranslation(['checkout', 'orders', 'storefront']);
  const id = useId();
  const problems = countProblems(quote);
  const obstacle = problems > 0 ? t('problems', { count: problems }) : !quote.address && t('needAddress');
  const button = (
    <Button
      variant="primary"
      size="large"
      busy={busy}
      disabled={waiting || !quote.canPlace}
      aria-describedby={obstacle ? id : undefined}
      className={styles.submit}
      onClick={onSubmit}
    >
      {t('submit')}
    </Button>
  );
  return (
    <div className={styles.side} aria-busy={waiting}>
      <Panel
        title={t('summary')}
        extra={<span>{t('storefront:pieces', { count: countPieces(quote) })}</span>}
      >
        <div className={styles.content}>
          <Breakdown
            goods={quote.goodsTotal}
            freight={quote.freightTotal}
            total={quote.total}
            totalName={t('orders:total')}
          />
          {children}
          {obstacle && (
            <p id={id} className={styles.obstacle}>
              {obstacle}
            </p>
          )}
        </div>
        <div className={styles.bar} data-page-bar="">
          {quote.total && (
            <p className={styles.barTotal}>
              <span>{t('orders:total')}</span>
              <Price money={quote.total} size="middle" />
            </p>
          )}
          {button}
        </div>
      </Panel>
    </div>
  );
}
