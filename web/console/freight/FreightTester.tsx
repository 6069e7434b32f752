// SPDX-License-Identifier: Apache-2.0
// What a parcel would cost by the terms as they stand in the form, saved or not.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@ecommerce/shared/api/client';
import { formatMoney, useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { SelectField, TextField } from '@ecommerce/shared/ui/Field';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { minorUnits } from '../form/amount';
import styles from './Freight.module.css';
import { problemsOf, termsOf, type FreightValues } from './freight_form';
import { useProvinces } from './provinces';

const CURRENCY = 'CNY';
const WHOLE = /^\d{1,9}$/;

export function FreightTester({ values }: { values: FreightValues }) {
  const { t, i18n } = useTranslation('freight');
  const localName = useLocalName();
  const provinces = useProvinces();
  const [parcel, setParcel] = useState({
    province: '',
    pieces: '1',
    weight: '',
    volume: '',
    goods: '100.00',
  });
  const terms = termsOf(values);
  const asked = JSON.stringify([terms, parcel]);
  const trial = useMutation({
    mutationFn: async () => ({
      asked,
      reply: await unwrap(
        api.POST('/v1/freight:try', {
          body: {
            terms,
            regionCode: parcel.province,
            pieces: parcel.pieces.trim(),
            weightGrams: parcel.weight.trim() || '0',
            volumeCm3: parcel.volume.trim() || '0',
            goods: { currencyCode: CURRENCY, minorUnits: minorUnits(parcel.goods) ?? '0' },
          },
        }),
      ),
    }),
  });
  const whole = (text: string) => text.trim() === '' || WHOLE.test(text.trim());
  const bad = {
    pieces: !(WHOLE.test(parcel.pieces.trim()) && Number(parcel.pieces) >= 1),
    weight: !whole(parcel.weight),
    volume: !whole(parcel.volume),
    goods: minorUnits(parcel.goods) === undefined,
  };
  const blocked = Object.keys(problemsOf(values, false)).length > 0 || Object.values(bad).some(Boolean);
  const field = (name: keyof typeof bad) => ({
    label: t(`parcel.${name}`),
    inputMode: name === 'goods' ? ('decimal' as const) : ('numeric' as const),
    maxLength: 14,
    value: parcel[name],
    error: bad[name] ? t('badNumber') : undefined,
    onChange: ({ target }: { target: { value: string } }) => setParcel({ ...parcel, [name]: target.value }),
  });
  // An answer holds for what was asked alone.
  const reply = trial.data?.asked === asked ? trial.data.reply : undefined;
  return (
    <Panel title={t('tester')}>
      <p className={styles.note}>{t('testerNote')}</p>
      <div className={styles.parcel}>
        <SelectField
          label={t('parcel.province')}
          value={parcel.province}
          onChange={({ target }) => setParcel({ ...parcel, province: target.value })}
        >
          <option value="">{t('anywhere')}</option>
          {provinces.data?.map((province) => (
            <option key={province.code} value={province.code}>
              {localName(province)}
            </option>
          ))}
        </SelectField>
        <TextField {...field('pieces')} />
        <TextField {...field('weight')} />
        <TextField {...field('volume')} />
        <TextField {...field('goods')} />
      </div>
      <div className={styles.trial}>
        <Button busy={trial.isPending} disabled={blocked} onClick={() => trial.mutate()}>
          {t('try')}
        </Button>
        <output data-testid="tried">
          {reply &&
            (!reply.delivered
              ? t('nothingGoesThere')
              : !reply.freight || reply.freight.minorUnits === '0'
                ? t('free')
                : t('costs', { money: formatMoney(reply.freight, i18n.language) }))}
        </output>
      </div>
      <ErrorNote error={trial.error} />
    </Panel>
  );
}
