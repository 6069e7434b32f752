// SPDX-License-Identifier: Apache-2.0
// The main navigation of phones.
import AppstoreOutlined from '@ant-design/icons-svg/es/asn/AppstoreOutlined';
import HomeOutlined from '@ant-design/icons-svg/es/asn/HomeOutlined';
import ProfileOutlined from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import ShoppingCartOutlined from '@ant-design/icons-svg/es/asn/ShoppingCartOutlined';
import UserOutlined from '@ant-design/icons-svg/es/asn/UserOutlined';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { Badge } from '@ecommerce/shared/ui/Badge';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useCartCount } from '@/entities/cart/cart_data';
import { useUnread } from '@/entities/notification/notifications_data';
import styles from './TabBar.module.css';

export function TabBar() {
  const { t } = useTranslation(['storefront', 'common']);
  const lines = useCartCount();
  const unread = useUnread().data?.all ?? 0;
  const tabs = [
    { to: '/', icon: HomeOutlined, text: t('home'), badge: 0 },
    { to: '/categories', icon: AppstoreOutlined, text: t('categories'), badge: 0 },
    { to: '/cart', icon: ShoppingCartOutlined, text: t('cart'), badge: lines },
    { to: '/orders', icon: ProfileOutlined, text: t('orders'), badge: 0 },
    { to: '/account', icon: UserOutlined, text: t('mine'), badge: unread },
  ];
  return (
    <nav className={styles.bar} aria-label={t('common:mainNavigation')}>
      {tabs.map(({ to, icon, text, badge }) => (
        <NavLink key={to} to={to} end={to === '/'} className={styles.tab}>
          <span className={styles.icon}>
            <Icon icon={icon} size={22} />
            <Badge count={badge} className={styles.badge} />
          </span>
          {text}
        </NavLink>
      ))}
    </nav>
  );
}
