// SPDX-License-Identifier: Apache-2.0
// One thing that is read: its page, or what is there instead.
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import styles from './Loaded.module.css';

interface Reading<Thing> {
  data: Thing | undefined;
  error: unknown;
  refetch: () => unknown;
}

export function Loaded<Thing>({
  query,
  whole = false,
  children,
}: {
  query: Reading<Thing>;
  // It is all that the page shows.
  whole?: boolean;
  children: (thing: Thing) => React.ReactNode;
}) {
  const { data, error } = query;
  if (data !== undefined) return children(data);
  if (error) return <ErrorState whole={whole} error={error} retry={() => void query.refetch()} />;
  return (
    <Loading>
      <div className={styles.skeleton}>
        <Skeleton height={32} width="40%" />
        <Skeleton height={160} />
        <Skeleton height={160} />
      </div>
    </Loading>
  );
}
