// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { EmptyState, ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import {
  ADDRESS_LIMIT,
  useAddresses,
  useDeleteAddress,
  useMakeDefaultAddress,
  type UserAddress,
} from '@/entities/address/address_data';
import { formatAddress } from '@/entities/address/address_text';
import { AddressDialog } from '@/entities/address/AddressDialog';
import { AddressLines } from '@/entities/address/AddressLines';
import styles from './Account.module.css';
import { AccountPanel } from './AccountPanel';

export function Page() {
  const { t } = useTranslation(['account', 'common']);
  useTitle(t('addresses'));
  const addresses = useAddresses();
  const makeDefault = useMakeDefaultAddress();
  const [edited, setEdited] = useState<UserAddress | 'new'>();
  const [deleted, setDeleted] = useState<UserAddress>();
  const count = addresses.data?.length ?? 0;
  const full = count >= ADDRESS_LIMIT;
  const add = (
    <Button variant="primary" disabled={full} onClick={() => setEdited('new')}>
      {t('addAddress')}
    </Button>
  );
  return (
    <AccountPanel
      title={t('addresses')}
      text={count > 0 && t(full ? 'limitReached' : 'limit', { count, limit: ADDRESS_LIMIT })}
      extra={count > 0 && add}
    >
      {addresses.isPending ? (
        <Loading>
          <div className={styles.cards}>
            <Skeleton height={132} />
            <Skeleton height={132} />
          </div>
        </Loading>
      ) : addresses.isError ? (
        <ErrorState error={addresses.error} retry={() => void addresses.refetch()} />
      ) : count === 0 ? (
        <EmptyState title={t('noAddresses')} text={t('noAddressesText')}>
          {add}
        </EmptyState>
      ) : (
        <ul className={styles.cards}>
          {addresses.data.map((address) => (
            <li key={address.id} className={styles.card}>
              <AddressLines address={address} />
              <div className={styles.cardActions}>
                <Button
                  variant="text"
                  aria-label={`${t('common:edit')}: ${formatAddress(address)}`}
                  onClick={() => setEdited(address)}
                >
                  {t('common:edit')}
                </Button>
                <Button
                  variant="text"
                  aria-label={`${t('common:delete')}: ${formatAddress(address)}`}
                  onClick={() => setDeleted(address)}
                >
                  {t('common:delete')}
                </Button>
                {!address.isDefault && (
                  <Button
                    variant="text"
                    className={styles.push ?? ''}
                    aria-label={`${t('makeDefault')}: ${formatAddress(address)}`}
                    busy={makeDefault.isPending && makeDefault.variables === address.id}
                    onClick={() => makeDefault.mutate(address.id, { onError: toast.error })}
                  >
                    {t('makeDefault')}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      <AddressDialog
        open={edited !== undefined}
        address={edited === 'new' ? undefined : edited}
        onClose={() => setEdited(undefined)}
        onSaved={() => {
          setEdited(undefined);
          toast.success(t('common:saved'));
        }}
      />
      <DeleteAddress address={deleted} onClose={() => setDeleted(undefined)} />
    </AccountPanel>
  );
}

function DeleteAddress({ address, onClose }: { address: UserAddress | undefined; onClose: () => void }) {
  const { t } = useTranslation(['account', 'common']);
  const remove = useDeleteAddress();
  const close = () => {
    remove.reset();
    onClose();
  };
  if (!address) return null;
  return (
    <ConfirmDialog
      open
      title={t('deleteAddress')}
      text={t('deleteAddressText', { recipient: address.recipient, address: formatAddress(address) })}
      action={t('common:delete')}
      busy={remove.isPending}
      error={<ErrorNote error={remove.error} />}
      onClose={close}
      onConfirm={() =>
        remove.mutate(address.id, {
          onSuccess: () => {
            close();
            toast.success(t('deleted'));
          },
        })
      }
    />
  );
}
