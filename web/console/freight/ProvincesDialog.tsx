// SPDX-License-Identifier: Apache-2.0
// Chooses provinces, area by area. What another part of the template names cannot be chosen here.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { Checkbox } from '@ecommerce/shared/ui/Field';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import styles from './Freight.module.css';
import { areaOf, areas, shortName, useProvinces, type Province } from './provinces';

export function ProvincesDialog({
  title,
  chosen,
  taken,
  onTake,
  onClose,
}: {
  title: string;
  chosen: readonly string[];
  // Codes that are named elsewhere.
  taken: readonly string[];
  onTake: (codes: string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['freight', 'common']);
  const provinces = useProvinces();
  const [codes, setCodes] = useState<readonly string[]>(chosen);
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            variant="primary"
            onClick={() => {
              onTake([...codes].sort());
              onClose();
            }}
          >
            {t('take', { count: codes.length })}
          </Button>
        </>
      }
    >
      {provinces.isPending ? (
        <Loading>
          <Skeleton height={320} />
        </Loading>
      ) : provinces.isError ? (
        <ErrorState error={provinces.error} retry={() => void provinces.refetch()} />
      ) : (
        areas.map((area) => (
          <AreaChoice
            key={area}
            name={t(`area.${area}`)}
            provinces={provinces.data.filter(({ code }) => areaOf(code) === area)}
            codes={codes}
            taken={taken}
            onChange={setCodes}
          />
        ))
      )}
    </Dialog>
  );
}

function AreaChoice({
  name,
  provinces,
  codes,
  taken,
  onChange,
}: {
  name: string;
  provinces: Province[];
  codes: readonly string[];
  taken: readonly string[];
  onChange: (codes: readonly string[]) => void;
}) {
  const { t } = useTranslation('freight');
  const localName = useLocalName();
  const free = provinces.filter(({ code }) => !taken.includes(code)).map(({ code }) => code);
  const isWhole = free.length > 0 && free.every((code) => codes.includes(code));
  const without = (gone: readonly string[]) => codes.filter((code) => !gone.includes(code));
  return (
    <fieldset className={styles.area}>
      <legend>
        <Checkbox
          label={<strong>{name}</strong>}
          aria-label={t('wholeArea', { area: name })}
          checked={isWhole}
          disabled={free.length === 0}
          onChange={() => onChange(isWhole ? without(free) : [...without(free), ...free])}
        />
      </legend>
      <div className={styles.provinces}>
        {provinces.map((province) => {
          const { code } = province;
          const isTaken = taken.includes(code);
          return (
            <Checkbox
              key={code}
              label={shortName(localName(province))}
              checked={codes.includes(code)}
              disabled={isTaken}
              title={isTaken ? t('takenElsewhere') : undefined}
              onChange={() => onChange(codes.includes(code) ? without([code]) : [...codes, code])}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
