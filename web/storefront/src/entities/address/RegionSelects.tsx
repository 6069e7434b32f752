// SPDX-License-Identifier: Apache-2.0
// Province, city and district as three selects, each filled once the one before is chosen; or without districts.
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import styles from './Address.module.css';
import { useProvinces, useRegionsBelow } from './address_data';
import { cityChoices, findRegion, inReadingOrder, isFiller, namesOf } from './regions';

export interface Place {
  province: string;
  city: string;
  district: string;
}

export function RegionSelects({
  value,
  onChange,
  onCode,
  errors,
  levels = 3,
}: {
  value: Place;
  onChange: (place: Place) => void;
  // The code of the district that is chosen; empty while there is none, or none that the table knows.
  onCode?: (code: string) => void;
  errors: Partial<Record<keyof Place, string | undefined>>;
  levels?: 2 | 3;
}) {
  const { t } = useTranslation(['address', 'common']);
  const provinces = useProvinces();
  const province = findRegion(provinces.data ?? [], value.province);
  const cities = useRegionsBelow(province ? [province.code] : []);
  const all = province ? cityChoices(province, cities.data) : [];
  // Without districts, the towns right below a province are choices of their own.
  const rows = levels === 2 ? all.filter(({ name }) => isFiller(name)) : [];
  const towns = useRegionsBelow(rows.flatMap(({ codes }) => codes));
  const choices = [
    ...all.filter((choice) => !rows.includes(choice)),
    ...towns.data.map((town) => ({ ...namesOf(town), codes: [] })),
  ];
  const city = findRegion(choices, value.city) ?? (isFiller(value.city) ? choices[0] : undefined);
  const districts = useRegionsBelow(levels === 3 ? (city?.codes ?? []) : []);
  const district = findRegion(districts.data, value.district);

  // Where there is only one, there is nothing to choose.
  const onlyCity = choices.length === 1 ? choices[0]?.name : undefined;
  const onlyDistrict =
    districts.data.length === 1 && !districts.isPending ? districts.data[0]?.name : undefined;
  const change = useEffectEvent(onChange);
  useEffect(() => {
    if (value.city === '' && onlyCity !== undefined) change({ ...value, city: onlyCity });
    else if (value.district === '' && onlyDistrict !== undefined && city)
      change({ ...value, district: onlyDistrict });
  }, [value, onlyCity, onlyDistrict, city]);

  const code = district?.code ?? '';
  const tell = useEffectEvent((now: string) => onCode?.(now));
  useEffect(() => tell(code), [code]);

  const failed = provinces.error ?? cities.error ?? towns.error ?? districts.error;
  return (
    <>
      <div className={levels === 3 ? styles.region : styles.pair}>
        <RegionSelect
          label={t('province')}
          choices={provinces.data ?? []}
          chosen={province?.name}
          kept={value.province}
          loading={provinces.isPending}
          error={errors.province}
          onChange={(name) => onChange({ province: name, city: '', district: '' })}
        />
        <RegionSelect
          label={t('city')}
          choices={choices}
          chosen={city?.name}
          kept={value.city}
          loading={cities.isPending}
          error={errors.city}
          onChange={(name) => onChange({ ...value, city: name, district: '' })}
        />
        {levels === 3 && (
          <RegionSelect
            label={t('district')}
            choices={districts.data}
            chosen={district?.name}
            kept={value.district}
            loading={districts.isPending}
            error={errors.district}
            onChange={(name) => onChange({ ...value, district: name })}
          />
        )}
      </div>
      {failed && (
        <>
          <ErrorNote error={failed} />
          <Button
            onClick={() => {
              if (provinces.isError) void provinces.refetch();
              cities.retry();
              towns.retry();
              districts.retry();
            }}
          >
            {t('common:retry')}
          </Button>
        </>
      )}
    </>
  );
}

function RegionSelect({
  label,
  choices,
  chosen,
  kept,
  loading,
  error,
  onChange,
}: {
  label: string;
  choices: readonly { name: string; nameEn?: string }[];
  chosen: string | undefined;
  // What the address says; offered too where the table does not know it.
  kept: string;
  loading: boolean;
  error: string | undefined;
  onChange: (name: string) => void;
}) {
  const { t, i18n } = useTranslation(['address', 'common']);
  const localName = useLocalName();
  const unknown = chosen === undefined && kept !== '';
  return (
    <SelectField
      label={label}
      error={error}
      value={chosen ?? kept}
      disabled={choices.length === 0 && !unknown}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{loading ? t('common:loading') : t('choose')}</option>
      {unknown && <option value={kept}>{kept}</option>}
      {inReadingOrder(choices, i18n.language).map((choice) => (
        <option key={choice.name} value={choice.name}>
          {isFiller(choice.name) ? t('directlyGoverned') : localName(choice)}
        </option>
      ))}
    </SelectField>
  );
}
