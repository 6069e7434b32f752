// SPDX-License-Identifier: Apache-2.0
// The filters that hold, each with a button that drops it.
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import { useTranslation } from 'react-i18next';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './AppliedFilters.module.css';
import { clearFilters, type ProductFilters } from './product_filters';

export function AppliedFilters({
  filters,
  categoryName,
  onChange,
}: {
  filters: ProductFilters;
  // Of the category chosen as a filter.
  categoryName: string | undefined;
  onChange: (change: Partial<ProductFilters>) => void;
}) {
  const { t } = useTranslation('catalogue');
  const { brand, minPrice: min, maxPrice: max, inStock } = filters;
  const applied: { text: string; without: Partial<ProductFilters> }[] = [];
  if (categoryName) applied.push({ text: categoryName, without: { categoryId: '' } });
  if (brand) applied.push({ text: brand, without: { brand: '' } });
  if (min || max) {
    const text =
      min && max ? t('priceBand', { min, max }) : min ? t('priceFrom', { min }) : t('priceUpTo', { max });
    applied.push({ text, without: { minPrice: '', maxPrice: '' } });
  }
  if (inStock) applied.push({ text: t('filterInStock'), without: { inStock: false } });
  if (applied.length === 0) return null;
  return (
    <ul className={styles.applied} aria-label={t('appliedFilters')}>
      {applied.map(({ text, without }) => (
        <li key={text}>
          <button
            type="button"
            className={styles.filter}
            aria-label={t('dropFilter', { filter: text })}
            onClick={() => onChange(without)}
          >
            {text}
            <Icon icon={CloseOutlined} size={10} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.clear} onClick={() => onChange(clearFilters(filters))}>
          {t('clearFilters')}
        </button>
      </li>
    </ul>
  );
}
