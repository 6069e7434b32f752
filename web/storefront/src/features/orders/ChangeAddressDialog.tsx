// SPDX-License-Identifier: Apache-2.0
// Another address for an unpaid order. Freight was agreed for the province, so others cannot be chosen.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { Button, ButtonLink } from '@ecommerce/shared/ui/Button';
import { ChoiceCard } from '@ecommerce/shared/ui/ChoiceCard';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useAddresses } from '@/entities/address/address_data';
import { AddressLines } from '@/entities/address/AddressLines';
import { usePlaceName } from '@/entities/address/usePlaceName';
import { useUpdateOrder } from '@/entities/order/orders_data';
import styles from './Dialogs.module.css';

export function ChangeAddressDialog({
  orderNo,
  address,
  onClose,
}: {
  orderNo: string;
  address: Schemas['PostalAddress'];
  onClose: () => void;
}) {
  const { t } = useTranslation(['orders', 'common']);
  const province = usePlaceName({ province: address.province, city: '' }) ?? address.province;
  const addresses = useAddresses();
  const update = useUpdateOrder();
  const [chosen, setChosen] = useState('');
  const all = addresses.data ?? [];
  const near = all.filter(
    ({ regionCode }) => regionCode !== '' && regionCode.slice(0, 2) === address.regionCode.slice(0, 2),
  );
  const save = () =>
    update.mutate(
      { orderNo, addressId: chosen },
      {
        onSuccess: () => {
          toast.success(t('addressChanged'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t('changeAddress')}
      open
      onClose={onClose}
      footer={
        <>
          <ButtonLink to="/account/addresses" variant="text">
            {t('manageAddresses')}
          </ButtonLink>
          <Button variant="primary" disabled={chosen === ''} busy={update.isPending} onClick={save}>
            {t('common:confirm')}
          </Button>
        </>
      }
    >
      <p className={styles.minor}>{t('sameProvince', { province })}</p>
      {addresses.isPending ? (
        <Loading>
          <Skeleton height={68} />
        </Loading>
      ) : addresses.isError ? (
        <ErrorState error={addresses.error} retry={() => void addresses.refetch()} />
      ) : near.length === 0 ? (
        <p>{t('noneInProvince')}</p>
      ) : (
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">{t('address')}</legend>
          {near.map((entry) => (
            <ChoiceCard
              key={entry.id}
              name="address"
              checked={chosen === entry.id}
              onChange={() => setChosen(entry.id)}
            >
              <AddressLines address={entry} />
            </ChoiceCard>
          ))}
        </fieldset>
      )}
      <ErrorNote error={update.error} />
    </Dialog>
  );
}
