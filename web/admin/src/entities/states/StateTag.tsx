// SPDX-License-Identifier: Apache-2.0
// Where something is, in one word.
import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '@ecommerce/shared/ui/Tag';
import type { Messages } from '@/i18n';

// As the API names them.
export type State = keyof Messages['states'];

const tones: Partial<Record<State, Tone>> = {
  PRODUCT_STATE_IN_REVIEW: 'warning',
  PRODUCT_STATE_ON_SALE: 'success',
  PRODUCT_STATE_REJECTED: 'error',
  SHOP_STATUS_PENDING: 'warning',
  SHOP_STATUS_OPEN: 'success',
  SHOP_STATUS_REJECTED: 'error',
  SHOP_STATUS_SUSPENDED: 'error',
  USER_STATUS_ACTIVE: 'success',
  USER_STATUS_FROZEN: 'error',
  ROLE_ADMIN: 'primary',
  ROLE_SELLER: 'info',
  ORDER_STATUS_PENDING_PAYMENT: 'warning',
  ORDER_STATUS_PAID: 'primary',
  ORDER_STATUS_SHIPPED: 'info',
  ORDER_STATUS_COMPLETED: 'success',
  ORDER_STATUS_REFUNDING: 'warning',
  PAYMENT_STATUS_PENDING: 'warning',
  PAYMENT_STATUS_PROCESSING: 'info',
  PAYMENT_STATUS_SUCCEEDED: 'success',
  PAYMENT_STATUS_REFUNDING: 'warning',
  REFUND_STATUS_REQUESTED: 'info',
  REFUND_STATUS_DONE: 'success',
  REFUND_STATUS_FAILED: 'error',
  REVIEW_STATE_PUBLISHED: 'success',
  REVIEW_STATE_HELD: 'warning',
  REVIEW_STATE_HIDDEN: 'error',
  REMARK_STATE_PUBLISHED: 'success',
  REMARK_STATE_HELD: 'warning',
  REMARK_STATE_HIDDEN: 'error',
  REPORT_STATE_OPEN: 'warning',
  REPORT_STATE_UPHELD: 'error',
};

export function StateTag({ state }: { state: State }) {
  const { t } = useTranslation('states');
  return <Tag tone={tones[state] ?? 'neutral'}>{t(state)}</Tag>;
}
