// SPDX-License-Identifier: Apache-2.0
// What the platform wants to know of a shop; after a rejection with what was written before.
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { hasReason } from '@ecommerce/shared/api/problem';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextArea, TextField } from '@ecommerce/shared/ui/Field';
import { markFields } from '@ecommerce/shared/ui/form_errors';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { RegionSelects } from '@/entities/address/RegionSelects';
import { PHONE } from '@/entities/address/useAddressForm';
import styles from './SellPage.module.css';
import { useApplyForShop, type ManagedShop, type ShopApplication } from './shop_data';

export function ShopApplicationForm({ previous }: { previous: ManagedShop | undefined }) {
  const { t } = useTranslation(['account', 'address', 'errors']);
  const apply = useApplyForShop();
  const { register, control, handleSubmit, formState, setError, setValue, clearErrors } =
    useForm<ShopApplication>({
      defaultValues: {
        name: previous?.shop?.name ?? '',
        description: previous?.shop?.description ?? '',
        province: previous?.shop?.province ?? '',
        city: previous?.shop?.city ?? '',
        contactName: previous?.contactName ?? '',
        contactPhone: previous?.contactPhone ?? '',
      },
    });
  const { errors } = formState;
  const [province, city] = useWatch({ control, name: ['province', 'city'] });
  const texts = {
    name: t('shopNameInvalid'),
    province: t('address:provinceNeeded'),
    city: t('address:cityNeeded'),
    contactName: t('contactNameNeeded'),
    contactPhone: t('phoneInvalid'),
  };
  const submit = handleSubmit((values) =>
    apply
      .mutateAsync({
        ...values,
        name: values.name.trim(),
        description: values.description.trim(),
        contactName: values.contactName.trim(),
        contactPhone: values.contactPhone.trim(),
      })
      .catch((error: unknown) => {
        if (hasReason(error, 'SHOP_NAME_TAKEN'))
          setError('name', { message: t('errors:SHOP_NAME_TAKEN') }, { shouldFocus: true });
        else markFields(error, texts, setError);
      }),
  );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h2>{t('applyTitle')}</h2>
      <TextField
        label={t('shopName')}
        maxLength={40}
        autoComplete="organization"
        hint={t('shopNameHint')}
        error={errors.name?.message}
        {...register('name', { validate: (text) => [...text.trim()].length >= 2 || texts.name })}
      />
      <TextArea
        label={t('shopDescription')}
        optional
        maxLength={500}
        hint={t('shopDescriptionHint')}
        {...register('description')}
      />
      <fieldset>
        <legend className={styles.legend}>{t('shipsFrom')}</legend>
        <input type="hidden" {...register('province', { required: texts.province })} />
        <input type="hidden" {...register('city', { required: texts.city })} />
        <RegionSelects
          levels={2}
          value={{ province, city, district: '' }}
          errors={{
            province: errors.province?.message,
            city: errors.province ? undefined : errors.city?.message,
          }}
          onChange={(place) => {
            for (const name of ['province', 'city'] as const) {
              setValue(name, place[name], { shouldDirty: true });
              if (place[name] !== '') clearErrors(name);
            }
          }}
        />
      </fieldset>
      <div className={styles.pair}>
        <TextField
          label={t('contactName')}
          maxLength={60}
          autoComplete="name"
          error={errors.contactName?.message}
          {...register('contactName', { validate: (text) => text.trim() !== '' || texts.contactName })}
        />
        <TextField
          label={t('contactPhone')}
          type="tel"
          inputMode="tel"
          maxLength={24}
          autoComplete="tel"
          error={errors.contactPhone?.message}
          {...register('contactPhone', { validate: (text) => PHONE.test(text.trim()) || texts.contactPhone })}
        />
      </div>
      {Object.keys(errors).length === 0 && <ErrorNote error={apply.error} />}
      <div>
        <Button variant="primary" size="large" type="submit" busy={apply.isPending}>
          {previous ? t('applyAgain') : t('apply')}
        </Button>
      </div>
    </form>
  );
}
