// SPDX-License-Identifier: Apache-2.0
// Adds an address, or changes the given one, in a dialog.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import type { UserAddress } from './address_data';
import { AddressForm } from './AddressForm';
import { useAddressForm } from './useAddressForm';

interface AddressDialogProps {
  open: boolean;
  address?: UserAddress | undefined;
  onClose: () => void;
  onSaved: (address: UserAddress) => void;
}

// Each opening is a form of its own.
export function AddressDialog({ open, ...rest }: AddressDialogProps) {
  return open ? <OpenDialog key={rest.address?.id ?? ''} {...rest} /> : null;
}

function OpenDialog({ address, onClose, onSaved }: Omit<AddressDialogProps, 'open'>) {
  const { t } = useTranslation(['address', 'common']);
  const id = useId();
  const state = useAddressForm(address, onSaved);
  return (
    <Dialog
      open
      title={address ? t('editTitle') : t('addTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" form={id} busy={state.busy}>
            {t('common:save')}
          </Button>
        </>
      }
    >
      <AddressForm id={id} state={state} lockDefault={address?.isDefault ?? false} />
    </Dialog>
  );
}
