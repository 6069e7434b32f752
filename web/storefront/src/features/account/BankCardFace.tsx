// SPDX-License-Identifier: Apache-2.0
// A bank card drawn as one, with the little that is shown of it.
import { useTranslation } from 'react-i18next';
import { classes } from '@ecommerce/shared/ui/classes';
import { isExpired, type CardBrand } from './bank_card';
import type { BankCard } from './bank_cards_data';
import styles from './BankCardFace.module.css';
import { useBrandName } from './brand_name';

const colours: Partial<Record<CardBrand, string | undefined>> = {
  CARD_BRAND_UNIONPAY: styles.unionPay,
  CARD_BRAND_VISA: styles.visa,
  CARD_BRAND_MASTERCARD: styles.mastercard,
  CARD_BRAND_AMEX: styles.amex,
  CARD_BRAND_JCB: styles.jcb,
};

export function BankCardFace({ card }: { card: BankCard }) {
  const { t } = useTranslation('account');
  const brandName = useBrandName();
  const expired = isExpired(card.expiryMonth, card.expiryYear, new Date());
  const expiry = `${card.expiryMonth.toString().padStart(2, '0')}/${(card.expiryYear % 100).toString().padStart(2, '0')}`;
  return (
    <div className={classes(styles.face, colours[card.brand], expired && styles.expired)}>
      <p className={styles.top}>
        <strong>{brandName(card.brand)}</strong>
        {expired ? (
          <span className={styles.mark}>{t('expired')}</span>
        ) : (
          card.isDefault && <span className={styles.mark}>{t('default')}</span>
        )}
      </p>
      <p className={styles.number}>
        <span className="visually-hidden">{t('endsWith')}</span>
        <span aria-hidden="true">•••• •••• ••••</span> {card.lastFour}
      </p>
      <dl className={styles.bottom}>
        <div>
          <dt>{t('holder')}</dt>
          <dd>{card.holder}</dd>
        </div>
        <div>
          <dt>{t('expiry')}</dt>
          <dd>{expiry}</dd>
        </div>
      </dl>
    </div>
  );
}
