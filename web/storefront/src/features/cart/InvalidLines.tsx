// SPDX-License-Identifier: Apache-2.0
// What cannot be bought now: off the shelf for good, of a shop that is closed, or sold out and perhaps back one day.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from '@ecommerce/shared/ui/Button';
import { ConfirmDialog } from '@ecommerce/shared/ui/Dialog';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { isOfClosedShop, isOffShelf } from '@/entities/cart/cart_changes';
import type { CartLine } from '@/entities/cart/cart_data';
import styles from './InvalidLines.module.css';
import { productPath } from './LineRow';
import type { CartActions } from './useCartActions';

export function InvalidLines({ lines, actions }: { lines: readonly CartLine[]; actions: CartActions }) {
  const { t } = useTranslation(['cart']);
  const [clearing, setClearing] = useState(false);
  const [removing, setRemoving] = useState<CartLine>();
  return (
    <Panel
      title={t('invalid', { count: lines.length })}
      extra={<Button onClick={() => setClearing(true)}>{t('clearInvalid')}</Button>}
    >
      <ul>
        {lines.map((line) => {
          const off = isOffShelf(line);
          const why = isOfClosedShop(line) ? 'shopClosed' : off ? 'offShelf' : 'soldOut';
          const name = line.productName || t('unknownProduct');
          return (
            <li key={line.skuId} className={styles.line}>
              <span className={styles.picture}>
                <Photo picture={line.picture} alt="" />
              </span>
              <div className={styles.what}>
                {off ? <span>{name}</span> : <Link to={productPath(line)}>{name}</Link>}
                {line.optionValues.length > 0 && (
                  <span className={styles.options}>{line.optionValues.join(' / ')}</span>
                )}
                <span className={styles.why}>
                  <Tag>{t(why)}</Tag>
                  {t(`${why}Text`)}
                </span>
              </div>
              <Button variant="text" onClick={() => setRemoving(line)}>
                {t('remove')}
              </Button>
            </li>
          );
        })}
      </ul>
      <ConfirmDialog
        title={t('clearInvalid')}
        text={t('clearText', { count: lines.length })}
        action={t('remove')}
        open={clearing}
        onClose={() => setClearing(false)}
        onConfirm={() => {
          setClearing(false);
          actions.clear(lines);
        }}
      />
      <ConfirmDialog
        title={t('removeTitle')}
        text={t('removeText', { name: removing?.productName || t('unknownProduct') })}
        action={t('remove')}
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => {
          setRemoving(undefined);
          if (removing) actions.removeForGood(removing);
        }}
      />
    </Panel>
  );
}
