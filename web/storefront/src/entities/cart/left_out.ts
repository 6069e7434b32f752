// SPDX-License-Identifier: Apache-2.0
// What a guest had put into the cart and the account's cart has no room for: the platform says it once, to the call that
// joins them.
import i18next from 'i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { toast } from '@ecommerce/shared/ui/Toast';

export function tellLeftOut(lines: readonly Schemas['LeftOutLine'][] | undefined): void {
  if (!lines || lines.length === 0) return;
  const names = lines.map(({ productName }) => productName).filter((name) => name !== '');
  const text = i18next.t('leftOut', { ns: 'storefront', count: lines.length });
  toast.error(names.length > 0 ? `${text} ${names.join(' / ')}` : text);
}
