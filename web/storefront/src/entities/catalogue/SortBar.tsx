// SPDX-License-Identifier: Apache-2.0
// The order of a list, as links: each order has an address.
import CaretDownFilled from '@ant-design/icons-svg/es/asn/CaretDownFilled';
import CaretUpFilled from '@ant-design/icons-svg/es/asn/CaretUpFilled';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { filtersToSearch, type ProductFilters, type Sort } from './product_filters';
import styles from './SortBar.module.css';

export function SortBar({ filters, children }: { filters: ProductFilters; children?: React.ReactNode }) {
  const { t } = useTranslation('catalogue');
  const order = (sort: Sort, text: React.ReactNode, current = filters.sort === sort, label?: string) => (
    <li>
      <Link
        to={{ search: filtersToSearch({ ...filters, sort }) }}
        replace
        preventScrollReset
        className={styles.order}
        aria-current={current || undefined}
        aria-label={label}
      >
        {text}
      </Link>
    </li>
  );
  const rising = filters.sort === 'price-asc';
  const falling = filters.sort === 'price-desc';
  return (
    <div className={styles.bar}>
      <nav aria-label={t('sortBy')}>
        <ul className={styles.orders}>
          {order('default', t('sortDefault'))}
          {order('sales', t('sortSales'))}
          {order('newest', t('sortNewest'))}
          {order(
            rising ? 'price-desc' : 'price-asc',
            <>
              {t('sortPrice')}
              <span className={styles.carets}>
                <span className={classes(rising && styles.on)}>
                  <Icon icon={CaretUpFilled} size={10} />
                </span>
                <span className={classes(falling && styles.on)}>
                  <Icon icon={CaretDownFilled} size={10} />
                </span>
              </span>
            </>,
            rising || falling,
            rising ? t('sortPriceRising') : falling ? t('sortPriceFalling') : t('sortPrice'),
          )}
        </ul>
      </nav>
      {children}
    </div>
  );
}
