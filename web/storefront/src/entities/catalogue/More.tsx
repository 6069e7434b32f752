// SPDX-License-Identifier: Apache-2.0
// The way to the next page of a list, or its end.
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import styles from './More.module.css';

type Pages = Pick<
  UseInfiniteQueryResult,
  'error' | 'fetchNextPage' | 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError'
>;

export function More({ list, shown }: { list: Pages; shown: number }) {
  const { t } = useTranslation(['catalogue', 'common']);
  return (
    <div className={styles.more}>
      {list.isFetchNextPageError && <ErrorNote error={list.error} />}
      {list.hasNextPage ? (
        <Button
          size="large"
          className={styles.button}
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('common:loadMore')}
        </Button>
      ) : (
        shown > 12 && <p className={styles.end}>{t('theEnd')}</p>
      )}
    </div>
  );
}
