// SPDX-License-Identifier: Apache-2.0
import styles from './PageLoading.module.css';
import { Loading, Skeleton } from './States';

// While a page's own code comes.
export function PageLoading() {
  return (
    <Loading>
      <div className={styles.page}>
        <Skeleton width="30%" height={28} />
        <Skeleton height={180} />
        <Skeleton height={180} />
      </div>
    </Loading>
  );
}
