// SPDX-License-Identifier: Apache-2.0
// Adds a bank card. Security codes are never asked for.
import LockOutlined from '@ant-design/icons-svg/es/asn/LockOutlined';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { hasReason } from '@ecommerce/shared/api/problem';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Checkbox, SelectField, TextField } from '@ecommerce/shared/ui/Field';
import { markFields } from '@ecommerce/shared/ui/form_errors';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { digitsOf, isCardNumber, isExpired } from './bank_card';
import { useCreateBankCard } from './bank_cards_data';
import styles from './BankCardDialog.module.css';
import { CardNumberField } from './CardNumberField';

const empty = { number: '', holder: '', expiryMonth: '', expiryYear: '', isDefault: false };
const months = Array.from({ length: 12 }, (_, index) => index + 1);

export function BankCardDialog({
  isFirst,
  onClose,
  onSaved,
}: {
  // The first card is the default one anyway.
  isFirst: boolean;
  onClose: () => void;
  onSaved: () => void;
}) {
  const { t } = useTranslation(['account', 'common', 'errors']);
  const id = useId();
  const create = useCreateBankCard();
  const { register, control, handleSubmit, formState, setError, getValues } = useForm({
    defaultValues: empty,
  });
  const { errors } = formState;
  const thisYear = new Date().getFullYear();
  const submit = handleSubmit(async ({ number, holder, expiryMonth, expiryYear, isDefault }) => {
    try {
      await create.mutateAsync({
        number: digitsOf(number),
        holder: holder.trim(),
        expiryMonth: Number(expiryMonth),
        expiryYear: Number(expiryYear),
        isDefault,
      });
      onSaved();
    } catch (error) {
      if (hasReason(error, 'BANK_CARD_NUMBER', 'BANK_CARD_EXISTS'))
        setError('number', { message: t(`errors:${error.reason as 'BANK_CARD_NUMBER'}`) });
      else if (hasReason(error, 'BANK_CARD_EXPIRED'))
        setError('expiryYear', { message: t('errors:BANK_CARD_EXPIRED') });
      else markFields(error, { number: t('errors:BANK_CARD_NUMBER'), holder: t('holderNeeded') }, setError);
    }
  });
  return (
    <Dialog
      open
      title={t('addCard')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button variant="primary" type="submit" form={id} busy={create.isPending}>
            {t('addCard')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Controller
          control={control}
          name="number"
          rules={{ validate: (number) => isCardNumber(number) || t('errors:BANK_CARD_NUMBER') }}
          render={({ field: { value, onChange, onBlur, ref } }) => (
            <CardNumberField
              label={t('cardNumber')}
              hint={t('cardNumberHint')}
              error={errors.number?.message}
              value={value}
              onChange={onChange}
              onBlur={onBlur}
              inputRef={ref}
            />
          )}
        />
        <TextField
          label={t('holder')}
          autoComplete="cc-name"
          maxLength={60}
          error={errors.holder?.message}
          {...register('holder', { validate: (text) => text.trim() !== '' || t('holderNeeded') })}
        />
        <fieldset>
          <legend className={styles.legend}>{t('expiry')}</legend>
          <div className={styles.pair}>
            <SelectField
              label={t('month')}
              hiddenLabel
              autoComplete="cc-exp-month"
              error={errors.expiryMonth?.message}
              {...register('expiryMonth', { required: t('monthNeeded') })}
            >
              <option value="">{t('month')}</option>
              {months.map((month) => (
                <option key={month} value={month}>
                  {month.toString().padStart(2, '0')}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={t('year')}
              hiddenLabel
              autoComplete="cc-exp-year"
              error={errors.expiryYear?.message}
              {...register('expiryYear', {
                required: t('yearNeeded'),
                validate: (year) =>
                  !isExpired(Number(getValues('expiryMonth') || 12), Number(year), new Date()) ||
                  t('errors:BANK_CARD_EXPIRED'),
              })}
            >
              <option value="">{t('year')}</option>
              {Array.from({ length: 21 }, (_, index) => thisYear + index).map((year) => (
                <option key={year} value={year}>
                  {year}
                </option>
              ))}
            </SelectField>
          </div>
        </fieldset>
        {!isFirst && <Checkbox label={t('makeDefaultCard')} {...register('isDefault')} />}
        {Object.keys(errors).length === 0 && <ErrorNote error={create.error} />}
        <p className={styles.stored}>
          <Icon icon={LockOutlined} size={16} />
          {t('cardStored')}
        </p>
      </form>
    </Dialog>
  );
}
