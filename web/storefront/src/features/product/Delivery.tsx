// SPDX-License-Identifier: Apache-2.0
// Where it is sent from and to, and what that costs.
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { formatMoney, timesMoney, useLocalName, type Money } from '@ecommerce/shared/i18n/format';
import { Skeleton } from '@ecommerce/shared/ui/States';
import { useProvinces } from '@/entities/address/address_data';
import { inReadingOrder } from '@/entities/address/regions';
import { usePlaceName } from '@/entities/address/usePlaceName';
import styles from './Delivery.module.css';
import { keepProvince, useFreightDestination } from './freight_destination';
import type { Sku } from './options';
import { useFreight } from './product_data';

export function Delivery({
  seller,
  sku,
  quantity,
}: {
  seller: Schemas['Shop'] | 'loading' | undefined;
  sku: Sku | undefined;
  quantity: number;
}) {
  const { t, i18n } = useTranslation(['product']);
  const localName = useLocalName();
  const place = useFreightDestination();
  const province = place ?? '';
  const { data: provinces } = useProvinces();
  const units = useDeferredValue(quantity);
  const freight = useFreight({ skuId: sku?.id ?? '', quantity: units, province }, place !== undefined);
  const goods = sku?.price && timesMoney(sku.price, units);
  // Until the list is there, or where an address names a place that is not in it.
  const known = provinces?.some(({ name }) => name === province);
  return (
    <div className={styles.delivery}>
      <p className={styles.way}>
        {seller && <span>{seller === 'loading' ? <PlaceSkeleton /> : <SentFrom seller={seller} />}</span>}
        <label className={styles.place}>
          <span>{t('sentTo')}</span>
          <select value={province} onChange={(event) => keepProvince(event.target.value)}>
            {province === '' && <option value="">{t('choosePlace')}</option>}
            {province !== '' && !known && <option value={province}>{province}</option>}
            {inReadingOrder(provinces ?? [], i18n.language).map((each) => (
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
          <Cost estimate={freight.data} goods={goods} pieces={units} local={province === ''} />
        ) : (
          <span className={styles.hint}>{t('freightUnknown')}</span>
        )}
      </p>
    </div>
  );
}

function SentFrom({ seller }: { seller: Schemas['Shop'] }) {
  const { t } = useTranslation(['product']);
  const place = usePlaceName(seller);
  return place === undefined ? <PlaceSkeleton /> : t('sentFrom', { place });
}

function PlaceSkeleton() {
  return <Skeleton className={styles.waiting} width={150} height={20} />;
}

function Cost({
  estimate,
  goods,
  pieces,
  local,
}: {
  estimate: Schemas['EstimateFreightResponse'];
  // What is bought, as far as it is chosen.
  goods: Money | undefined;
  pieces: number;
  // Whether no place has been chosen yet.
  local: boolean;
}) {
  const { t, i18n } = useTranslation(['product']);
  if (!estimate.delivered) return <strong className={styles.refused}>{t('notDelivered')}</strong>;
  const money = (amount: Money) => formatMoney(amount, i18n.language);
  const { freeFrom } = estimate;
  const enough = Number(estimate.freeFromPieces);
  const free = !estimate.freight || estimate.freight.minorUnits === '0';
  // Where enough is bought already, more of it helps no further.
  const more = !free && freeFrom && goods && BigInt(goods.minorUnits) < BigInt(freeFrom.minorUnits);
  return (
    <>
      {free ? (
        <strong className={styles.free}>{t(local ? 'freeNearby' : 'free')}</strong>
      ) : (
        <span>
          {t(local ? 'freightNearby' : 'freight', { money: estimate.freight && money(estimate.freight) })}
        </span>
      )}
      {more && <span className={styles.hint}>{t('freeFrom', { money: money(freeFrom) })}</span>}
      {!free && enough > pieces && (
        <span className={styles.hint}>{t('freeFromPieces', { count: enough })}</span>
      )}
    </>
  );
}
