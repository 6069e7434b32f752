// SPDX-License-Identifier: Apache-2.0
import { classes } from '@ecommerce/shared/ui/classes';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Loading, Skeleton } from '@ecommerce/shared/ui/States';
import styles from './ProductPage.module.css';

export function ProductSkeleton() {
  return (
    <Loading>
      <div className={classes(styles.page, styles.whole)}>
        <Skeleton className={styles.crumbs} width={260} height={20} />
        <Panel className={styles.top}>
          <div className={styles.gallery}>
            <Skeleton className={styles.square} height="auto" />
            <Skeleton className={styles.thumbs} height={70} />
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
        <Panel>
          <Skeleton height={240} />
        </Panel>
      </div>
    </Loading>
  );
}
