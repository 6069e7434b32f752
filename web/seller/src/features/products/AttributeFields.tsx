// SPDX-License-Identifier: Apache-2.0
// What the category wants to know of a product, and what the product has beside it.
import { useTranslation } from 'react-i18next';
import { Changed, FormSection } from '@ecommerce/console/form/EditForm';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { SelectField, TextField } from '@ecommerce/shared/ui/Field';
import { leavesOf, type Category } from '@/entities/product/product_data';
import styles from './ProductForm.module.css';

export function AttributeFields({
  categories,
  categoryId,
  values,
  changed,
  onChange,
}: {
  categories: readonly Category[];
  categoryId: string;
  values: Record<string, string>;
  changed: boolean;
  onChange: (values: Record<string, string>) => void;
}) {
  const { t } = useTranslation('products');
  const nameOf = useLocalName();
  const category = leavesOf(categories)
    .map((path) => path.at(-1))
    .find((leaf) => leaf?.id === categoryId);
  const wanted = category?.attributes ?? [];
  const others = Object.keys(values).filter((name) => !wanted.some((attribute) => attribute.name === name));
  if (wanted.length + others.length === 0) return null;
  const set = (name: string, value: string) => onChange({ ...values, [name]: value });
  return (
    <FormSection title={t('attributes')} note={t('attributesNote')}>
      <Changed when={changed}>
        <div className={styles.grid}>
          {wanted.map((attribute) => {
            const label = `${nameOf(attribute)}${attribute.unit && ` (${attribute.unit})`}`;
            const value = values[attribute.name] ?? '';
            const frame = {
              label,
              optional: !attribute.required,
              value,
              onChange: ({ target }: { target: { value: string } }) => set(attribute.name, target.value),
            };
            if (attribute.options.length === 0)
              return <TextField key={attribute.name} maxLength={200} {...frame} />;
            return (
              <SelectField key={attribute.name} {...frame}>
                <option value="">{t('choose')}</option>
                {attribute.options.map((option) => (
                  <option key={option} value={option}>
                    {option}
                  </option>
                ))}
                {value !== '' && !attribute.options.includes(value) && <option value={value}>{value}</option>}
              </SelectField>
            );
          })}
          {others.map((name) => (
            <TextField
              key={name}
              label={name}
              optional
              maxLength={200}
              value={values[name] ?? ''}
              onChange={({ target }) => set(name, target.value)}
            />
          ))}
        </div>
      </Changed>
    </FormSection>
  );
}
