// SPDX-License-Identifier: Apache-2.0
// Where the order goes: the chosen address, a switch among all of them, and adding or changing one in place.
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { ChoiceCard } from '@ecommerce/shared/ui/ChoiceCard';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { ErrorNote, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { ADDRESS_LIMIT, useAddresses, type UserAddress } from '@/entities/address/address_data';
import { AddressDialog } from '@/entities/address/AddressDialog';
import { AddressLines } from '@/entities/address/AddressLines';
import styles from './AddressSection.module.css';

export function AddressSection({
  chosenId,
  quoted,
  open,
  setOpen,
  onChoose,
  onEdited,
}: {
  chosenId: string | undefined;
  quoted: UserAddress | undefined;
  // Whether all addresses are shown to choose from.
  open: boolean;
  setOpen: (open: boolean) => void;
  onChoose: (id: string) => void;
  onEdited: () => void;
}) {
  const { t } = useTranslation(['checkout', 'common']);
  const addresses = useAddresses();
  const [edited, setEdited] = useState<UserAddress | 'new'>();
  const all = addresses.data ?? [];
  const chosen = all.find(({ id }) => id === chosenId) ?? quoted;
  const none = addresses.isSuccess && all.length === 0;
  return (
    <Panel
      title={t('address')}
      extra={
        chosen && (
          <Button
            variant="text"
            className={styles.headerButton}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? t('addressesHide') : t('addressesShow')}
          </Button>
        )
      }
    >
      {open && addresses.isPending && (
        <Loading>
          <Skeleton height={72} />
        </Loading>
      )}
      {open && addresses.isError && <ErrorNote error={addresses.error} />}
      {!open && chosen && <AddressLines address={chosen} />}
      {none && <p className={styles.none}>{t('noAddress')}</p>}
      {open && all.length > 0 && (
        <fieldset className={styles.choices}>
          <legend className="visually-hidden">{t('address')}</legend>
          {all.map((address) => (
            <div key={address.id} className={styles.choice}>
              <ChoiceCard
                name="address"
                className={styles.card}
                checked={address.id === chosen?.id}
                onChange={() => onChoose(address.id)}
              >
                <AddressLines address={address} />
              </ChoiceCard>
              <Button
                variant="text"
                className={styles.edit}
                aria-label={t('editAddressOf', { name: address.recipient })}
                onClick={() => setEdited(address)}
              >
                {t('common:edit')}
              </Button>
            </div>
          ))}
        </fieldset>
      )}
      {(none || (open && addresses.isSuccess && all.length < ADDRESS_LIMIT)) && (
        <Button
          variant={none ? 'primary' : 'default'}
          className={styles.add}
          onClick={() => setEdited('new')}
        >
          <Icon icon={PlusOutlined} />
          {t('addAddress')}
        </Button>
      )}
      <AddressDialog
        open={edited !== undefined}
        address={edited === 'new' ? undefined : edited}
        onClose={() => setEdited(undefined)}
        onSaved={(address) => {
          setEdited(undefined);
          if (address.id === chosenId) onEdited();
          else onChoose(address.id);
          setOpen(false);
        }}
      />
    </Panel>
  );
}
