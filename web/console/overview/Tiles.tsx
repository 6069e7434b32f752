// SPDX-License-Identifier: Apache-2.0
// What waits for somebody, as numbers that lead to their lists.
import { Link } from 'react-router';
import { formatNumber } from '@ecommerce/shared/i18n/format';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import styles from './Tiles.module.css';

export interface Waiting {
  count: number;
  // There are more.
  capped: boolean;
}

export function Tiles({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.tiles}>{children}</ul>
    </>
  );
}

export function Tile({
  text,
  to,
  query,
}: {
  text: string;
  to: string;
  query: { data: Waiting | undefined; isError: boolean; error: unknown; refetch: () => unknown };
}) {
  const { data } = query;
  if (query.isError && data === undefined)
    return (
      <li className={styles.tile}>
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      </li>
    );
  return (
    <li className={styles.tile}>
      <Link to={to} className={styles.link}>
        <span className={styles.text}>{text}</span>
        {data === undefined ? (
          <Loading>
            <Skeleton width={48} height={32} />
          </Loading>
        ) : (
          <span className={data.count > 0 ? styles.waiting : styles.nothing}>
            {formatNumber(data.count)}
            {data.capped && '+'}
          </span>
        )}
      </Link>
    </li>
  );
}
