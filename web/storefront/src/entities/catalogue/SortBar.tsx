// SPDX-License-Identifier: Apache-2.0
// The order of a list, as links: each order has an address.
import CaretDownFilled from '@ant-design/icons-svg/es/asn/CaretDownFilled';
import CaretUpFilled from '@ant-design/icons-svg/es/asn/CaretUpFilled';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import type { Sort } from './product_filters';
import styles from './SortBar.module.css';

export function SortBar<Extra extends string = never>({
  sort: chosen,
  searchOf,
  extra,
  children,
}: {
  sort: Sort | Extra;
  // The address's part that orders the list so.
  searchOf: (sort: Sort | Extra) => string;
  // One more order than every list has.
  extra?: { sort: Extra; text: string };
  children?: React.ReactNode;
}) {
  const { t } = useTranslation('catalogue');
  const order = (sort: Sort | Extra, text: React.ReactNode, current = chosen === sort, label?: string) => (
    <li>
      <Link
        to={{ search: searchOf(sort) }}
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
  const rising = chosen === 'price-asc';
  const falling = chosen === 'price-desc';
  return (
    <div className={styles.bar}>
      <nav aria-label={t('sortBy')}>
        <ul className={styles.orders}>
          {order('default', t('sortDefault'))}
          {order('sales', t('sortSales'))}
          {order('newest', t('sortNewest'))}
          {extra && order(extra.sort, extra.text)}
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
