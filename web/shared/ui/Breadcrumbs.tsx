// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './Breadcrumbs.module.css';

// The way to this page; its last part is the page itself.
export function Breadcrumbs({ parts }: { parts: readonly { text: string; to?: string }[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('breadcrumb')} className={styles.crumbs}>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <span aria-hidden="true">/</span>}
          {part.to ? <Link to={part.to}>{part.text}</Link> : <span aria-current="page">{part.text}</span>}
        </Fragment>
      ))}
    </nav>
  );
}
