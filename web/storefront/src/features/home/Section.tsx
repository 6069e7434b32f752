// SPDX-License-Identifier: Apache-2.0
// A titled part of the home page with a way to see more.
import RightOutlined from '@ant-design/icons-svg/es/asn/RightOutlined';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@ecommerce/shared/ui/Icon';
import styles from './Section.module.css';

export function Section({
  title,
  to,
  links,
  children,
  ref,
}: {
  title: string;
  // Where more of it is.
  to?: string;
  links?: readonly { text: string; to: string }[];
  children: React.ReactNode;
  ref?: React.Ref<HTMLElement>;
}) {
  const { t } = useTranslation('catalogue');
  const id = useId();
  return (
    <section ref={ref} className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        {links && (
          <ul className={styles.links}>
            {links.map((link) => (
              <li key={link.to}>
                <Link to={link.to}>{link.text}</Link>
              </li>
            ))}
          </ul>
        )}
        {to && (
          <Link to={to} className={styles.more}>
            {t('more')}
            <span className="visually-hidden"> {title}</span>
            <Icon icon={RightOutlined} size={10} />
          </Link>
        )}
      </header>
      {children}
    </section>
  );
}
