// SPDX-License-Identifier: Apache-2.0
// The state of an address form, new or for changing an address.
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { markFields } from '@ecommerce/shared/ui/form_errors';
import { useCreateAddress, useUpdateAddress, type NewAddress, type UserAddress } from './address_data';

// Five digits or more, with whatever people put between them; what is kept of it the server says.
export const PHONE = /^(?=(?:\P{Nd}*\p{Nd}){5})[\p{Nd}\p{Cf}\p{Pd}\s+＋()（）./#:x转轉分机機ext]*$/iu;
export const POSTAL_CODE = /^[A-Za-z0-9 -]{0,12}$/;

const empty: NewAddress = {
  recipient: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  street: '',
  postalCode: '',
  tag: '',
  isDefault: false,
  regionCode: '',
};

function valuesOf(address: UserAddress): NewAddress {
  const { recipient, phone, province, city, district, street, postalCode, tag, isDefault, regionCode } =
    address;
  return { recipient, phone, province, city, district, street, postalCode, tag, isDefault, regionCode };
}

export function useAddressForm(address: UserAddress | undefined, onSaved: (address: UserAddress) => void) {
  const { t } = useTranslation('address');
  const form = useForm<NewAddress>({ defaultValues: address ? valuesOf(address) : empty });
  const create = useCreateAddress();
  const update = useUpdateAddress();
  const save = address ? update : create;
  const submit = form.handleSubmit(async (values) => {
    const trimmed = {
      ...values,
      recipient: values.recipient.trim(),
      phone: values.phone.trim(),
      street: values.street.trim(),
      postalCode: values.postalCode.trim(),
      tag: values.tag.trim(),
    };
    try {
      onSaved(
        await (address ? update.mutateAsync({ id: address.id, ...trimmed }) : create.mutateAsync(trimmed)),
      );
    } catch (error) {
      markFields(
        error,
        {
          recipient: t('recipientNeeded'),
          phone: t('phoneInvalid'),
          province: t('provinceNeeded'),
          city: t('cityNeeded'),
          district: t('districtNeeded'),
          street: t('streetNeeded'),
          postalCode: t('postalCodeInvalid'),
        },
        form.setError,
      );
    }
  });
  return { form, submit, busy: save.isPending, error: save.error, isNew: !address };
}

export type AddressFormState = ReturnType<typeof useAddressForm>;
