// SPDX-License-Identifier: Apache-2.0
// Where it is sent from and to, and what that costs.
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useProvinces } from '@/features/address/address_data';
import { formatMoney, useLocalName } from '@/i18n/format';
import { Skeleton } from '@/ui/States';
import styles from './Delivery.module.css';
import { keepProvince, usePlace } from './place';
import { useFreight } from './product_data';

export function Delivery({
  seller,
  skuId,
  quantity,
}: {
  seller: Schemas['Shop'] | undefined;
  skuId: string;
  quantity: number;
}) {
  const { t } = useTranslation(['product']);
  const localName = useLocalName();
  const province = usePlace();
  const { data: provinces } = useProvinces();
  const units = useDeferredValue(quantity);
  const freight = useFreight({ skuId, quantity: units, province });
  // Until the list is there, or where an address names a place that is not in it.
  const known = provinces?.some(({ name }) => name === province);
  return (
    <div className={styles.delivery}>
      <p className={styles.way}>
        {seller && <span>{t('sentFrom', { place: placeOf(seller) })}</span>}
        <label className={styles.place}>
          <span>{t('sentTo')}</span>
          <select value={province} onChange={(event) => keepProvince(event.target.value)}>
            {province === '' && <option value="">{t('choosePlace')}</option>}
            {province !== '' && !known && <option value={province}>{province}</option>}
            {provinces?.map((each) => (
              <option key={each.code} value={each.name}>
                {localName(each)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <p className={styles.cost} aria-live="polite">
        {freight.isPending ? (
          <Skeleton width={140} height={22} />
        ) : freight.data ? (
          <Cost estimate={freight.data} local={province === ''} />
        ) : (
          <span className={styles.hint}>{t('freightUnknown')}</span>
        )}
      </p>
    </div>
  );
}

function Cost({ estimate, local }: { estimate: Schemas['EstimateFreightResponse']; local: boolean }) {
  const { t, i18n } = useTranslation(['product']);
  if (!estimate.delivered) return <strong className={styles.refused}>{t('notDelivered')}</strong>;
  const money = (amount: Schemas['Money']) => formatMoney(amount, i18n.language);
  const free = !estimate.freight || estimate.freight.minorUnits === '0';
  return (
    <>
      {free ? (
        <strong className={styles.free}>{t(local ? 'freeNearby' : 'free')}</strong>
      ) : (
        <span>
          {t(local ? 'freightNearby' : 'freight', { money: estimate.freight && money(estimate.freight) })}
        </span>
      )}
      {estimate.freeFrom && (
        <span className={styles.hint}>{t('freeFrom', { money: money(estimate.freeFrom) })}</span>
      )}
    </>
  );
}

// Municipalities are their own province.
function placeOf({ province, city }: Schemas['Shop']): string {
  return province === city || city === '' ? province : `${province} ${city}`;
}
