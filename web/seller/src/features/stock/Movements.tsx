// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { formatNumber, formatTime } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { Dialog } from '@ecommerce/shared/ui/Dialog';
import { ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import type { Sku } from '@/entities/product/product';
import { useMovements } from './stock_data';
import styles from './StockPage.module.css';

const kinds = {
  STOCK_MOVE_KIND_INITIAL: 'initial',
  STOCK_MOVE_KIND_ADJUSTMENT: 'adjustment',
  STOCK_MOVE_KIND_RESERVE: 'reserve',
  STOCK_MOVE_KIND_RELEASE: 'release',
  STOCK_MOVE_KIND_SALE: 'sale',
  STOCK_MOVE_KIND_RETURN: 'return',
} as const;

export function Movements({ sku, name, onClose }: { sku: Sku; name: string; onClose: () => void }) {
  const { t } = useTranslation(['stock', 'common']);
  const movements = useMovements(sku.id);
  return (
    <Dialog title={t('movementsOf', { name })} open onClose={onClose}>
      {movements.isPending ? (
        <Loading>
          <Skeleton height={160} />
        </Loading>
      ) : movements.isError ? (
        <ErrorState error={movements.error} retry={() => void movements.refetch()} />
      ) : (
        <ol className={styles.moves}>
          {movements.data.pages.flatMap((page) =>
            page.movements.map((movement) => <Movement key={movement.id} movement={movement} />),
          )}
        </ol>
      )}
      {movements.hasNextPage && (
        <Button busy={movements.isFetchingNextPage} onClick={() => void movements.fetchNextPage()}>
          {t('common:loadMore')}
        </Button>
      )}
    </Dialog>
  );
}

function Movement({ movement }: { movement: Schemas['StockMovement'] }) {
  const { t } = useTranslation('stock');
  const kind = kinds[movement.kind as keyof typeof kinds] ?? 'adjustment';
  // What is reserved is still there, and cannot be sold to others.
  const delta =
    BigInt(movement.onHandDelta) === 0n ? -BigInt(movement.reservedDelta) : BigInt(movement.onHandDelta);
  return (
    <li>
      <span>{t(`kind.${kind}`)}</span>
      <span className={styles.delta}>
        {delta > 0n && '+'}
        {formatNumber(delta)}
      </span>
      <span className={styles.when}>
        {movement.movedAt && formatTime(movement.movedAt)}
        {movement.reason !== '' && ` · ${movement.reason}`}
      </span>
      <span className={styles.when}>
        {t('onHand', { number: formatNumber(BigInt(movement.onHandAfter)) })}
      </span>
    </li>
  );
}
