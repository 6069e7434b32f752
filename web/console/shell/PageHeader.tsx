// SPDX-License-Identifier: Apache-2.0
// A page's name, what can be done there, and the way back where it is part of something.
import ArrowLeftOutlined from '@ant-design/icons-svg/es/asn/ArrowLeftOutlined';
import { Link } from 'react-router';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import styles from './PageHeader.module.css';

export function PageHeader({
  title,
  back,
  note,
  children,
}: {
  title: string;
  // Where this belongs to.
  back?: { to: string; text: string };
  // What stands beside the title: a state.
  note?: React.ReactNode;
  // Buttons.
  children?: React.ReactNode;
}) {
  useTitle(title);
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        {back && (
          <Link to={back.to} className={styles.back}>
            <Icon icon={ArrowLeftOutlined} /> {back.text}
          </Link>
        )}
        <div className={styles.line}>
          <h1>{title}</h1>
          {note}
        </div>
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  );
}
