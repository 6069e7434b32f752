// SPDX-License-Identifier: Apache-2.0
// The fields of an address.
import { Controller, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Checkbox, TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import styles from './Address.module.css';
import { AddressPaste } from './AddressPaste';
import { RegionSelects } from './RegionSelects';
import { TagChoice } from './TagChoice';
import { PHONE, POSTAL_CODE, type AddressFormState } from './useAddressForm';

// `lockDefault`: the default address stays it until another becomes it.
export function AddressForm({
  id,
  state: { form, submit, error, isNew },
  lockDefault,
}: {
  id: string;
  state: AddressFormState;
  lockDefault: boolean;
}) {
  const { t } = useTranslation(['address']);
  const { register, control, formState, setValue, clearErrors } = form;
  const { errors, isSubmitted } = formState;
  const [province, city, district] = useWatch({ control, name: ['province', 'city', 'district'] });
  return (
    <form id={id} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {isNew && (
        <AddressPaste
          onRead={(found) => {
            for (const [name, text] of Object.entries(found) as [keyof typeof found, string][])
              if (text !== '') setValue(name, text, { shouldValidate: isSubmitted, shouldDirty: true });
            // A new place does not keep the old one's parts.
            if (found.province !== '') {
              setValue('city', found.city);
              setValue('district', found.district);
            }
          }}
        />
      )}
      <div className={styles.pair}>
        <TextField
          label={t('recipient')}
          maxLength={60}
          autoComplete="name"
          error={errors.recipient?.message}
          {...register('recipient', { validate: (text) => text.trim() !== '' || t('recipientNeeded') })}
        />
        <TextField
          label={t('phone')}
          type="tel"
          inputMode="tel"
          maxLength={40}
          autoComplete="tel"
          error={errors.phone?.message}
          {...register('phone', { validate: (text) => PHONE.test(text.trim()) || t('phoneInvalid') })}
        />
      </div>
      <input type="hidden" {...register('province', { required: t('provinceNeeded') })} />
      <input type="hidden" {...register('city', { required: t('cityNeeded') })} />
      <input type="hidden" {...register('district', { required: t('districtNeeded') })} />
      <RegionSelects
        value={{ province, city, district }}
        errors={{
          province: errors.province?.message,
          // One complaint at a time: the next select is empty as long as this one is.
          city: errors.province ? undefined : errors.city?.message,
          district: (errors.province ?? errors.city) ? undefined : errors.district?.message,
        }}
        onChange={(place) => {
          for (const name of ['province', 'city', 'district'] as const) {
            setValue(name, place[name], { shouldDirty: true });
            if (place[name] !== '') clearErrors(name);
          }
        }}
        onCode={(code) => setValue('regionCode', code)}
      />
      <TextArea
        label={t('street')}
        rows={2}
        maxLength={200}
        placeholder={t('streetHint')}
        autoComplete="street-address"
        error={errors.street?.message}
        {...register('street', { validate: (text) => text.trim() !== '' || t('streetNeeded') })}
      />
      <TextField
        label={t('postalCode')}
        optional
        inputMode="numeric"
        maxLength={12}
        autoComplete="postal-code"
        error={errors.postalCode?.message}
        {...register('postalCode', {
          validate: (text) => POSTAL_CODE.test(text.trim()) || t('postalCodeInvalid'),
        })}
      />
      <Controller
        control={control}
        name="tag"
        render={({ field }) => <TagChoice value={field.value} onChange={field.onChange} />}
      />
      {!lockDefault && <Checkbox label={t('makeDefault')} {...register('isDefault')} />}
      {Object.keys(errors).length === 0 && <ErrorNote error={error} />}
    </form>
  );
}
