// SPDX-License-Identifier: Apache-2.0
// The frame of signing in and signing up: what an account is good for beside the form.
import SafetyCertificateOutlined from '@ant-design/icons-svg/es/asn/SafetyCertificateOutlined';
import ShoppingCartOutlined from '@ant-design/icons-svg/es/asn/ShoppingCartOutlined';
import TruckOutlined from '@ant-design/icons-svg/es/asn/TruckOutlined';
import { useTranslation } from 'react-i18next';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './Session.module.css';
import { SessionArt } from './SessionArt';

export function SessionFrame({ title, children }: { title: string; children: React.ReactNode }) {
  const { t } = useTranslation(['session', 'storefront']);
  const points = [
    { icon: ShoppingCartOutlined, text: t('pointCart') },
    { icon: TruckOutlined, text: t('pointOrders') },
    { icon: SafetyCertificateOutlined, text: t('pointSafe') },
  ];
  return (
    <div className={styles.page}>
      <div className={styles.card}>
        <aside className={styles.side}>
          <p className={styles.slogan}>{t('storefront:tagline')}</p>
          <SessionArt className={styles.art} />
          <ul className={styles.points}>
            {points.map(({ icon, text }) => (
              <li key={text}>
                <Icon icon={icon} size={18} />
                {text}
              </li>
            ))}
          </ul>
        </aside>
        <section className={styles.main}>
          <h1>{title}</h1>
          {children}
        </section>
      </div>
    </div>
  );
}
