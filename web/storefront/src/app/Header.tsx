// SPDX-License-Identifier: Apache-2.0
import AppstoreOutlined from '@ant-design/icons-svg/es/asn/AppstoreOutlined';
import BellOutlined from '@ant-design/icons-svg/es/asn/BellOutlined';
import ProfileOutlined from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import ShoppingCartOutlined from '@ant-design/icons-svg/es/asn/ShoppingCartOutlined';
import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { useSession } from '@ecommerce/shared/api/session';
import { Badge } from '@ecommerce/shared/ui/Badge';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { SettingsMenu } from '@ecommerce/shared/ui/SettingsMenu';
import { useCartCount } from '@/entities/cart/cart_data';
import { useUnread } from '@/entities/notification/notifications_data';
import { changeLanguage } from '@/i18n';
import { AccountMenu } from './AccountMenu';
import styles from './Header.module.css';
import { SearchForm } from './SearchForm';

export function Header() {
  const { t } = useTranslation(['storefront', 'common']);
  const lines = useCartCount();
  const session = useSession();
  const unread = useUnread().data?.all ?? 0;
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link to="/" className={styles.brand} aria-label={t('common:shopName')}>
          <img src="/favicon.svg" width="32" height="32" alt="" />
          <span>{t('common:shopName')}</span>
        </Link>
        <SearchForm />
        <nav className={styles.nav} aria-label={t('common:mainNavigation')}>
          <NavLink to="/categories" className={styles.link}>
            <Icon icon={AppstoreOutlined} size={18} />
            <span>{t('categories')}</span>
          </NavLink>
          <NavLink to="/orders" className={styles.link}>
            <Icon icon={ProfileOutlined} size={18} />
            <span>{t('orders')}</span>
          </NavLink>
          <NavLink to="/cart" className={styles.link}>
            <span className={styles.cart}>
              <Icon icon={ShoppingCartOutlined} size={18} />
              <Badge count={lines} className={styles.badge} />
            </span>
            <span>{t('cart')}</span>
          </NavLink>
          {session.state === 'signed-in' && (
            <NavLink to="/account/messages" className={styles.link}>
              <span className={styles.cart}>
                <Icon icon={BellOutlined} size={18} />
                <Badge count={unread} className={styles.badge} />
              </span>
              <span>{t('messages')}</span>
            </NavLink>
          )}
          <AccountMenu />
        </nav>
        <SettingsMenu changeLanguage={changeLanguage} />
      </div>
    </header>
  );
}
