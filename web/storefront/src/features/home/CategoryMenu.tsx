// SPDX-License-Identifier: Apache-2.0
// The top categories, each with a panel of what is below it. The pointer opens panels by resting on a name; the
// keyboard by the button beside it.
import RightOutlined from '@ant-design/icons-svg/es/asn/RightOutlined';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Skeleton } from '@ecommerce/shared/ui/States';
import type { Category } from '@/entities/catalogue/category_tree';
import styles from './CategoryMenu.module.css';

export function CategoryMenu({ tree }: { tree: readonly Category[] | undefined }) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  const [open, setOpen] = useState<string>();
  const menu = useRef<HTMLElement>(null);
  const timer = useRef(0);
  // A pointer on its way to the panel crosses other names.
  const soon = (id: string | undefined) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(id), 120);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (open === undefined) return;
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // The focus must not vanish with the panel.
      if (menu.current?.contains(document.activeElement))
        menu.current.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
      setOpen(undefined);
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, [open]);
  return (
    <nav
      ref={menu}
      className={styles.menu}
      aria-label={t('topCategories')}
      onPointerLeave={() => soon(undefined)}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(undefined)}
    >
      <ul>
        {tree
          ? tree.map((top) => (
              <li
                key={top.id}
                className={styles.item}
                data-open={open === top.id || undefined}
                onPointerEnter={(event) => event.pointerType === 'mouse' && soon(top.id)}
              >
                <Link to={`/categories/${top.id}`} className={styles.top}>
                  {localName(top)}
                </Link>
                <button
                  type="button"
                  className={styles.opener}
                  aria-expanded={open === top.id}
                  aria-label={t('openMenu', { name: localName(top) })}
                  onClick={() => setOpen(open === top.id ? undefined : top.id)}
                >
                  <Icon icon={RightOutlined} size={10} />
                </button>
                {open === top.id && <Panel top={top} />}
              </li>
            ))
          : Array.from({ length: 13 }, (_, index) => (
              <li key={index} className={styles.item}>
                <Skeleton className={styles.waiting} height={14} />
              </li>
            ))}
      </ul>
    </nav>
  );
}

function Panel({ top }: { top: Category }) {
  const localName = useLocalName();
  return (
    <div className={styles.panel}>
      {top.children.map((middle) => (
        <div key={middle.id} className={styles.group}>
          <Link to={`/categories/${middle.id}`} className={styles.middle}>
            {localName(middle)}
          </Link>
          <ul className={styles.leaves}>
            {middle.children.map((leaf) => (
              <li key={leaf.id}>
                <Link to={`/categories/${leaf.id}`}>
                  <Photo picture={leaf.picture} alt="" className={styles.picture} />
                  {localName(leaf)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
