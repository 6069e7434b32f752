// SPDX-License-Identifier: Apache-2.0
// The states of orders in which something is waited for, with how many there are.
import CheckCircleOutlined from '@ant-design/icons-svg/es/asn/CheckCircleOutlined';
import InboxOutlined from '@ant-design/icons-svg/es/asn/InboxOutlined';
import ProfileOutlined from '@ant-design/icons-svg/es/asn/ProfileOutlined';
import TruckOutlined from '@ant-design/icons-svg/es/asn/TruckOutlined';
import WalletOutlined from '@ant-design/icons-svg/es/asn/WalletOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Badge } from '@ecommerce/shared/ui/Badge';
import { classes } from '@ecommerce/shared/ui/classes';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useOrderBadges } from '@/entities/order/orders_data';
import styles from './OrderShortcuts.module.css';

export function OrderShortcuts({ className }: { className: string | undefined }) {
  const { t } = useTranslation(['account', 'storefront']);
  // Without the numbers the links are good all the same.
  const { data } = useOrderBadges();
  const links = [
    { tab: 'unpaid', icon: WalletOutlined, text: t('unpaid'), count: data?.unpaid },
    { tab: 'paid', icon: InboxOutlined, text: t('paid'), count: data?.paid },
    { tab: 'shipped', icon: TruckOutlined, text: t('shipped'), count: data?.shipped },
    { tab: 'completed', icon: CheckCircleOutlined, text: t('completed'), count: 0 },
    { tab: '', icon: ProfileOutlined, text: t('allOrders'), count: 0 },
  ];
  return (
    <nav className={classes(styles.shortcuts, className)} aria-label={t('storefront:orders')}>
      {links.map(({ tab, icon, text, count = 0 }) => (
        <Link key={tab} to={tab === '' ? '/orders' : `/orders?status=${tab}`} className={styles.link}>
          <span className={styles.icon}>
            <Icon icon={icon} size={24} />
            <Badge count={count} className={styles.badge} />
          </span>
          {text}
        </Link>
      ))}
    </nav>
  );
}
