// SPDX-License-Identifier: Apache-2.0
// What an amount consists of, with the total at its end.
import { useTranslation } from 'react-i18next';
import { formatMoney, type Money } from '@ecommerce/shared/i18n/format';
import { Price } from '@ecommerce/shared/ui/Price';
import styles from './Breakdown.module.css';

export function Breakdown({
  goods,
  freight,
  discount,
  total,
  totalName,
  over = false,
}: {
  goods: Money | undefined;
  freight: Money | undefined;
  discount?: Money | undefined;
  total: Money | undefined;
  totalName: string;
  // Whether nobody owes it: it is no price to look at.
  over?: boolean;
}) {
  const { t, i18n } = useTranslation('orders');
  const reduced = discount && discount.minorUnits !== '0';
  return (
    <dl className={styles.amounts}>
      {goods && (
        <div>
          <dt>{t('goodsTotal')}</dt>
          <dd>{formatMoney(goods, i18n.language)}</dd>
        </div>
      )}
      {freight && (
        <div>
          <dt>{t('freight')}</dt>
          <dd>{freight.minorUnits === '0' ? t('freeFreight') : formatMoney(freight, i18n.language)}</dd>
        </div>
      )}
      {reduced && (
        <div>
          <dt>{t('discount')}</dt>
          <dd>
            {formatMoney(
              { ...discount, minorUnits: `-${discount.minorUnits.replace('-', '')}` },
              i18n.language,
            )}
          </dd>
        </div>
      )}
      {total && (
        <div className={styles.total}>
          <dt>{totalName}</dt>
          <dd>
            <Price money={total} size={over ? 'middle' : 'large'} tone={over ? 'plain' : 'price'} />
          </dd>
        </div>
      )}
    </dl>
  );
}
