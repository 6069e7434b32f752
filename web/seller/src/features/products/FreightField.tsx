// SPDX-License-Identifier: Apache-2.0
// Which template the product is sent by.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { useTemplates } from '@/entities/freight/freight_data';

export function FreightField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation(['products', 'freight']);
  const templates = useTemplates().data?.templates ?? [];
  const known = value === '0' || templates.some(({ id }) => id === value);
  return (
    <>
      <SelectField label={t('freight')} value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="0">{t('platformFreight')}</option>
        {!known && <option value={value}>{value}</option>}
        {templates.map(({ id, name, terms }) => (
          <option key={id} value={id}>
            {terms && terms.basis !== 'FREIGHT_BASIS_UNSPECIFIED'
              ? t('templateBy', { name, basis: t(`freight:bases.${terms.basis}`) })
              : name}
          </option>
        ))}
      </SelectField>
      <Link to="/freight">{t('manageFreight')}</Link>
    </>
  );
}
