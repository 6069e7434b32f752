// SPDX-License-Identifier: Apache-2.0
// Why an article cannot be bought as asked for, and what to do about it.
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import type { LineProblem, QuoteLine } from './checkout_state';
import styles from './LineProblemNote.module.css';
import type { Adjust } from './useAdjust';

export function LineProblemNote({
  line,
  problem,
  adjust,
  onOtherAddress,
}: {
  line: QuoteLine;
  problem: LineProblem;
  adjust: Adjust;
  onOtherAddress: () => void;
}) {
  const { t } = useTranslation('checkout');
  const available = Number(line.available);
  return (
    <div className={styles.trouble}>
      <p className={styles.text}>{t(`trouble.${problem}`, { count: available })}</p>
      <div className={styles.ways}>
        {(problem === 'notDelivered' || problem === 'addressUnverified') && (
          <Button size="small" onClick={onOtherAddress}>
            {t('otherAddress')}
          </Button>
        )}
        {problem === 'notEnough' && available > 0 && (
          <Button
            size="small"
            disabled={adjust.busy}
            onClick={() => adjust.setQuantity(line.skuId, available)}
          >
            {t('takeFewer', { count: available })}
          </Button>
        )}
        <Button size="small" disabled={adjust.busy} onClick={() => adjust.setQuantity(line.skuId, 0)}>
          {t('leaveOut')}
        </Button>
      </div>
    </div>
  );
}
