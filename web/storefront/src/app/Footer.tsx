// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './Footer.module.css';

export function Footer() {
  const { t } = useTranslation(['storefront', 'common']);
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <p className={styles.about}>
          <strong>{t('common:shopName')}</strong>
          <span>{t('tagline')}</span>
        </p>
        <nav className={styles.links} aria-label={t('footerHelp')}>
          <Link to="/categories">{t('categories')}</Link>
          <Link to="/cart">{t('cart')}</Link>
          <Link to="/orders">{t('orders')}</Link>
          <Link to="/sell">{t('sell')}</Link>
          <a href="/docs">{t('apiReference')}</a>
        </nav>
        <p className={styles.note}>{t('footerNote')}</p>
      </div>
    </footer>
  );
}
