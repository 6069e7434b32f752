// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { CardBrand } from './bank_card';

const names = {
  CARD_BRAND_UNSPECIFIED: 'brandOther',
  CARD_BRAND_UNIONPAY: 'brandUnionPay',
  CARD_BRAND_VISA: 'brandVisa',
  CARD_BRAND_MASTERCARD: 'brandMastercard',
  CARD_BRAND_AMEX: 'brandAmex',
  CARD_BRAND_JCB: 'brandJcb',
  CARD_BRAND_OTHER: 'brandOther',
} as const;

// What the network of a card is called.
export function useBrandName(): (brand: CardBrand) => string {
  const { t } = useTranslation('account');
  return (brand) => t(names[brand]);
}
