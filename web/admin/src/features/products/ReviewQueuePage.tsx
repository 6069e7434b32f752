// SPDX-License-Identifier: Apache-2.0
// Products in review, the longest waiting first, one after the other: the list at the side, what is decided on beside
// it, by mouse or by keys.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useListAddress } from '@ecommerce/console/list/list_address';
import { Pager } from '@ecommerce/console/list/Pager';
import { useRows } from '@ecommerce/console/list/useRows';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { Loaded } from '@/entities/detail/Loaded';
import { readProducts, useProduct, useProductDecisions, type ProductSummary } from './products_data';
import { ProductView } from './ProductView';
import { chosenOf, queueKey } from './queue';
import styles from './ReviewQueuePage.module.css';

export function Page() {
  const { t } = useTranslation(['products', 'admin']);
  const address = useListAddress([]);
  const query = {
    state: 'IN_REVIEW' as const,
    query: '',
    shopId: '',
    pageSize: address.size,
    pageToken: address.token,
  };
  const rows = useRows(['products', 'list', query], () => readProducts(query));
  return (
    <>
      <PageHeader title={t('admin:review')} />
      <Loaded query={rows}>
        {(page) =>
          page.rows.length === 0 ? (
            <EmptyState card title={t('queueDone')} text={t('queueDoneText')} />
          ) : (
            <>
              <Queue products={page.rows} />
              <Pager
                address={address}
                nextToken={page.nextToken}
                total={undefined}
                shown={page.rows.length}
                busy={rows.isPlaceholderData}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Queue({ products }: { products: ProductSummary[] }) {
  const { t } = useTranslation('products');
  const [parameters, setParameters] = useSearchParams();
  const place = useRef(0);
  const ids = products.map(({ id }) => id);
  const chosen = chosenOf(ids, parameters.get('id') ?? '', place.current);
  const current = products[chosen];
  useEffect(() => {
    place.current = chosen;
  }, [chosen]);
  const choose = (id: string) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        next.set('id', id);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const step = (by: number) => {
    const next = ids[Math.min(Math.max(chosen + by, 0), ids.length - 1)];
    if (next !== undefined) choose(next);
  };
  return (
    <div className={styles.queue}>
      <nav aria-label={t('queue')} className={styles.side}>
        <p className={styles.keys}>{t('keys')}</p>
        <ul className={styles.list}>
          {products.map(({ id, name, cover }) => (
            <li key={id}>
              <button
                type="button"
                className={classes(styles.entry, id === current?.id && styles.current)}
                aria-current={id === current?.id ? 'true' : undefined}
                onClick={() => choose(id)}
              >
                <Photo picture={cover} alt="" sizes="40px" className={styles.photo} />
                <span>{name}</span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.detail}>
        {current && <Candidate key={current.id} id={current.id} step={step} />}
      </div>
    </div>
  );
}

function Candidate({ id, step }: { id: string; step: (by: number) => void }) {
  const { t } = useTranslation('products');
  const query = useProduct(id);
  const decisions = useProductDecisions();
  const product = query.data;
  const undecided = product?.state === 'PRODUCT_STATE_IN_REVIEW' ? product : undefined;
  const act = useRef<(event: KeyboardEvent) => void>(undefined);
  useEffect(() => {
    act.current = (event) => {
      const typing =
        document.querySelector('dialog[open]') !== null ||
        (event.target instanceof Element && event.target.closest('input, textarea, select') !== null);
      const key = queueKey(event, typing);
      if (key === undefined) return;
      event.preventDefault();
      if (key === 'next') step(1);
      else if (key === 'previous') step(-1);
      else if (undecided) decisions[key](undecided);
    };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => act.current?.(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
  return (
    <Loaded query={query}>
      {(found) => (
        <>
          <div className={styles.bar}>
            <h2 className={styles.name}>{found.name}</h2>
            <Button variant="danger" disabled={!undecided} onClick={() => decisions.reject(found)}>
              {t('reject')}
            </Button>
            <Button variant="primary" disabled={!undecided} onClick={() => decisions.approve(found)}>
              {t('approve')}
            </Button>
          </div>
          <ProductView product={found} />
        </>
      )}
    </Loaded>
  );
}
