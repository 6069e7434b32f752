// SPDX-License-Identifier: Apache-2.0
import { Panel } from '@/ui/Panel';
import { Loading, Skeleton } from '@/ui/States';
import styles from './ProductPage.module.css';

export function ProductSkeleton() {
  return (
    <Loading>
      <div className={styles.page}>
        <Skeleton width={260} height={19} />
        <Panel className={styles.top}>
          <div className={styles.gallery}>
            <Skeleton className={styles.square} height="auto" />
          </div>
          <div className={styles.lines}>
            <Skeleton height={28} width="80%" />
            <Skeleton height={20} width="60%" />
            <Skeleton height={66} />
            <Skeleton height={60} />
            <Skeleton height={38} width="70%" />
            <Skeleton height={38} width="50%" />
            <Skeleton height={48} width="90%" />
          </div>
        </Panel>
        <Skeleton height={240} />
      </div>
    </Loading>
  );
}
