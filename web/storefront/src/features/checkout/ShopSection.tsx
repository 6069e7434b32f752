// SPDX-License-Identifier: Apache-2.0
// The part of one shop: its goods, with what is wrong with them, its freight, and a note to it.
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@ecommerce/shared/i18n/format';
import { TextField } from '@ecommerce/shared/ui/Field';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { GoodsLine } from '@/entities/order/GoodsLine';
import { missingForFree, NOTE_LENGTH, problemOf, type QuoteShop } from './checkout_state';
import { LineProblemNote } from './LineProblemNote';
import styles from './ShopSection.module.css';
import type { Adjust } from './useAdjust';

export function ShopSection({
  shop,
  note,
  onNote,
  adjust,
  onOtherAddress,
}: {
  shop: QuoteShop;
  note: string;
  onNote: (note: string) => void;
  adjust: Adjust;
  onOtherAddress: () => void;
}) {
  const { t, i18n } = useTranslation(['checkout', 'orders']);
  const missing = missingForFree(shop);
  const money = (amount: NonNullable<QuoteShop['total']>) => formatMoney(amount, i18n.language);
  return (
    <Panel title={shop.shopName || t(shop.total ? 'orders:aShop' : 'goneGoods')}>
      <ul className={styles.lines}>
        {shop.lines.map((line) => {
          const problem = problemOf(line);
          return (
            <li key={line.skuId} className={problem && styles.troubled}>
              <GoodsLine goods={line} />
              {problem && (
                <LineProblemNote
                  line={line}
                  problem={problem}
                  adjust={adjust}
                  onOtherAddress={onOtherAddress}
                />
              )}
            </li>
          );
        })}
      </ul>
      {shop.total && (
        <div className={styles.rest}>
          <TextField
            label={t('note')}
            placeholder={t('noteHint')}
            maxLength={NOTE_LENGTH}
            value={note}
            onChange={(event) => onNote(event.target.value)}
          />
          <dl className={styles.amounts}>
            {shop.freight && (
              <div>
                <dt>{t('orders:freight')}</dt>
                <dd>
                  {missing && (
                    <span className={styles.hint}>{t('missingForFree', { amount: money(missing) })}</span>
                  )}
                  {shop.freight.minorUnits === '0' ? t('orders:freeFreight') : money(shop.freight)}
                </dd>
              </div>
            )}
            {shop.total && (
              <div>
                <dt>{t('shopTotal')}</dt>
                <dd className={styles.total}>{money(shop.total)}</dd>
              </div>
            )}
          </dl>
        </div>
      )}
    </Panel>
  );
}
