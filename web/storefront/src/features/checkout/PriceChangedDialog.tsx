// SPDX-License-Identifier: Apache-2.0
// The total is not the one that the buyer agreed to: both are shown, and nothing is ordered unless the buyer agrees.
import { useTranslation } from 'react-i18next';
import type { Money } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { OldPrice, Price } from '@ecommerce/shared/ui/Price';
import styles from './PriceChangedDialog.module.css';

export function PriceChangedDialog({
  before,
  now,
  busy,
  onAgree,
  onClose,
}: {
  before: Money;
  now: Money;
  busy: boolean;
  onAgree: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('checkout');
  return (
    <Dialog
      title={t('priceChanged')}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('lookAgain')}</Button>
          <Button variant="primary" busy={busy} onClick={onAgree}>
            {t('agree')}
          </Button>
        </>
      }
    >
      <p>{t('priceChangedText')}</p>
      <dl className={styles.totals}>
        <div>
          <dt>{t('totalBefore')}</dt>
          <dd>
            <OldPrice money={before} />
          </dd>
        </div>
        <div>
          <dt>{t('totalNow')}</dt>
          <dd>
            <Price money={now} size="large" />
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
