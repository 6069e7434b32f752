// SPDX-License-Identifier: Apache-2.0
// The terms of a template: what is counted, the fees of each group of provinces and of the rest, and where nothing goes.
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Changed, FormSection } from '../form/EditForm';
import type { Edit } from '../form/useEdit';
import styles from './Freight.module.css';
import {
  bases,
  blankFees,
  counts,
  feeFields,
  isFine,
  type FeeValues,
  type FreightValues,
  type GroupValues,
} from './freight_form';
import { useNamesOf } from './provinces';
import { ProvincesDialog } from './ProvincesDialog';

export function TermsFields({
  edit,
  basisFixed,
}: {
  edit: Edit<FreightValues>;
  // What is counted stays.
  basisFixed: boolean;
}) {
  const { t } = useTranslation('freight');
  const { values, set, isChanged, problems } = edit;
  return (
    <>
      <FormSection title={t('charged')} note={basisFixed ? t('basisFixed') : t('basisNote')}>
        <Changed when={isChanged('basis')}>
          <SelectField
            label={t('basis')}
            value={values.basis}
            disabled={basisFixed}
            onChange={({ target }) => {
              const basis = bases.find((each) => each === target.value);
              if (basis) set('basis', basis);
            }}
          >
            {bases.map((basis) => (
              <option key={basis} value={basis}>
                {t(`bases.${basis}`)}
              </option>
            ))}
          </SelectField>
        </Changed>
      </FormSection>
      <FormSection title={t('fees')} note={t('feesNote')}>
        <Changed when={isChanged('elsewhere') || isChanged('groups')}>
          <FeeTable edit={edit} marked={problems.elsewhere !== undefined || problems.groups !== undefined} />
        </Changed>
        {(problems.elsewhere ?? problems.groups) && (
          <p className={styles.error} role="alert">
            {problems.groups ?? problems.elsewhere}
          </p>
        )}
      </FormSection>
      <FormSection title={t('notDelivered')} note={t('notDeliveredNote')}>
        <Changed when={isChanged('notDelivered')}>
          <Provinces
            title={t('chooseNotDelivered')}
            codes={values.notDelivered}
            taken={values.groups.flatMap(({ provinces }) => provinces)}
            onChange={(codes) => set('notDelivered', codes)}
          />
        </Changed>
      </FormSection>
    </>
  );
}

function FeeTable({ edit, marked }: { edit: Edit<FreightValues>; marked: boolean }) {
  const { t } = useTranslation('freight');
  const { values, set } = edit;
  const { groups } = values;
  const taken = [...groups.flatMap(({ provinces }) => provinces), ...values.notDelivered];
  const change = (at: number, group: GroupValues) =>
    set(
      'groups',
      groups.map((each, index) => (index === at ? group : each)),
    );
  return (
    <>
      <div className={styles.frame}>
        <table className={styles.fees} aria-label={t('fees')}>
          <thead>
            <tr>
              <th scope="col">{t('provinces')}</th>
              {feeFields.map((field) => (
                <th key={field} scope="col">
                  {t(`field.${field}`, { unit: t(`unit.${values.basis}`) })}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group, at) => (
              <tr key={at}>
                <th scope="row">
                  <Provinces
                    title={t('chooseGroup', { number: at + 1 })}
                    codes={group.provinces}
                    taken={taken.filter((code) => !group.provinces.includes(code))}
                    onChange={(provinces) => change(at, { ...group, provinces })}
                  />
                </th>
                <FeeCells
                  name={t('group', { number: at + 1 })}
                  fees={group.fees}
                  marked={marked}
                  onChange={(fees) => change(at, { ...group, fees })}
                />
                <td>
                  <Button
                    variant="text"
                    aria-label={t('removeGroup', { number: at + 1 })}
                    onClick={() =>
                      set(
                        'groups',
                        groups.filter((_, index) => index !== at),
                      )
                    }
                  >
                    {t('remove')}
                  </Button>
                </td>
              </tr>
            ))}
            <tr className={styles.elsewhere}>
              <th scope="row">{t(groups.length > 0 ? 'elsewhere' : 'everywhere')}</th>
              <FeeCells
                name={t('elsewhere')}
                fees={values.elsewhere}
                marked={marked}
                onChange={(fees) => set('elsewhere', fees)}
              />
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <div>
        <Button onClick={() => set('groups', [...groups, { provinces: [], fees: { ...values.elsewhere } }])}>
          <Icon icon={PlusOutlined} /> {t('addGroup')}
        </Button>
      </div>
    </>
  );
}

function FeeCells({
  name,
  fees,
  marked,
  onChange,
}: {
  // What the row is called.
  name: string;
  fees: FeeValues;
  marked: boolean;
  onChange: (fees: FeeValues) => void;
}) {
  const { t } = useTranslation('freight');
  return feeFields.map((field) => {
    const isCount = counts.some((count) => count === field);
    return (
      <td key={field}>
        <input
          aria-label={`${name}: ${t(`short.${field}`)}`}
          aria-invalid={
            (marked || fees[field] !== blankFees[field]) && !isFine(field, fees[field]) ? true : undefined
          }
          inputMode={isCount ? 'numeric' : 'decimal'}
          autoComplete="off"
          maxLength={14}
          placeholder={field.startsWith('free') ? t('never') : '0'}
          value={fees[field]}
          onChange={({ target }) => onChange({ ...fees, [field]: target.value })}
        />
      </td>
    );
  });
}

function Provinces({
  title,
  codes,
  taken,
  onChange,
}: {
  title: string;
  codes: string[];
  taken: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const { t } = useTranslation('freight');
  const namesOf = useNamesOf();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={styles.chosen}>
      <span>{codes.length > 0 ? namesOf(codes).join(t('comma')) : t('none')}</span>
      <Button size="small" aria-label={title} onClick={() => setChoosing(true)}>
        {t('choose')}
      </Button>
      {choosing && (
        <ProvincesDialog
          title={title}
          chosen={codes}
          taken={taken}
          onTake={onChange}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
