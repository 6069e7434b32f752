// SPDX-License-Identifier: Apache-2.0
// The whole tree. Phones show one top category beside a rail of all; wider pages show everything, and the rail jumps.
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { classes } from '@ecommerce/shared/ui/classes';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { EmptyState, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { useCategories } from '@/entities/catalogue/catalogue_data';
import type { Category } from '@/entities/catalogue/category_tree';
import styles from './CategoriesPage.module.css';

export function Page() {
  const { t } = useTranslation('catalogue');
  useTitle(t('allCategories'));
  const tree = useCategories();
  return (
    <>
      <h1 className="visually-hidden">{t('allCategories')}</h1>
      {tree.isPending ? (
        <Waiting />
      ) : !tree.data ? (
        <ErrorState error={tree.error} retry={() => void tree.refetch()} />
      ) : tree.data.length === 0 ? (
        <EmptyState title={t('noCategories')} />
      ) : (
        <Tree tree={tree.data} />
      )}
    </>
  );
}

function Tree({ tree }: { tree: readonly Category[] }) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  const [parameters] = useSearchParams();
  const chosen = parameters.get('top');
  const current = tree.find(({ id }) => id === chosen) ?? tree[0];
  const pane = useRef<HTMLDivElement>(null);
  const show = (id: string) => {
    const section = pane.current?.querySelector<HTMLElement>(`[data-category="${CSS.escape(id)}"]`);
    // Phones have yet to show it, at the top.
    if (section?.offsetParent) section.scrollIntoView();
    else scrollTo(0, 0);
  };
  return (
    <div className={styles.tree} data-page-whole="">
      <nav className={styles.rail} aria-label={t('topCategories')}>
        <ul>
          {tree.map((top) => (
            <li key={top.id}>
              <Link
                to={`?top=${top.id}`}
                replace
                preventScrollReset
                className={styles.top}
                aria-current={top === current || undefined}
                onClick={() => show(top.id)}
              >
                {localName(top)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={pane} className={styles.pane}>
        {tree.map((top) => (
          <Top key={top.id} top={top} current={top === current} />
        ))}
      </div>
    </div>
  );
}

function Top({ top, current }: { top: Category; current: boolean }) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  return (
    <section data-category={top.id} className={classes(styles.section, current && styles.current)}>
      <header className={styles.header}>
        <h2>
          <Link to={`/categories/${top.id}`}>{localName(top)}</Link>
        </h2>
        <Link to={`/categories/${top.id}`} className={styles.all}>
          {t('seeAll')}
          <span className="visually-hidden"> {localName(top)}</span>
        </Link>
      </header>
      <div className={styles.groups}>
        {top.children.map((middle) => (
          <div key={middle.id} className={styles.group}>
            <h3>
              <Link to={`/categories/${middle.id}`}>{localName(middle)}</Link>
            </h3>
            <ul className={styles.leaves}>
              {(middle.children.length > 0 ? middle.children : [middle]).map((leaf) => (
                <li key={leaf.id}>
                  <Link to={`/categories/${leaf.id}`} className={styles.leaf}>
                    <Photo picture={leaf.picture} alt="" className={styles.picture} />
                    <span>{localName(leaf)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function Waiting() {
  return (
    <Loading>
      <div className={styles.tree} data-page-whole="">
        <div className={styles.rail}>
          <Skeleton height={440} />
        </div>
        <div className={styles.pane}>
          <Skeleton height={320} />
          <Skeleton height={320} />
        </div>
      </div>
    </Loading>
  );
}
