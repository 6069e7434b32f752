// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { SelectField } from '@ecommerce/shared/ui/Field';
import { leavesOf, type Category } from '@/entities/product/product_data';

// Products are in categories without children; each is named after the way to it.
export function CategoryField({
  categories,
  value,
  error,
  onChange,
}: {
  categories: readonly Category[];
  value: string;
  error: string | undefined;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation('products');
  const nameOf = useLocalName();
  const groups = new Map<string, Category[][]>();
  for (const path of leavesOf(categories)) {
    const first = path[0];
    if (first) groups.set(first.id, [...(groups.get(first.id) ?? []), path]);
  }
  return (
    <SelectField
      label={t('category')}
      value={value}
      error={error}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t('chooseCategory')}</option>
      {[...groups].map(([id, paths]) => (
        <optgroup key={id} label={paths[0]?.[0] && nameOf(paths[0][0])}>
          {paths.map((path) => (
            <option key={path.at(-1)?.id} value={path.at(-1)?.id}>
              {(path.length > 1 ? path.slice(1) : path).map(nameOf).join(' / ')}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}
