// SPDX-License-Identifier: Apache-2.0
// The top categories by their pictures.
import AppstoreOutlined from '@ant-design/icons-svg/es/asn/AppstoreOutlined';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Photo } from '@ecommerce/shared/ui/Photo';
import { Loading, Skeleton } from '@ecommerce/shared/ui/States';
import type { Category } from '@/entities/catalogue/category_tree';
import styles from './CategoryIcons.module.css';

// As many as fill two or three rows, together with the way to all of them.
const SHOWN = 13;

export function CategoryIcons({ tree }: { tree: readonly Category[] | undefined }) {
  const { t } = useTranslation('catalogue');
  const localName = useLocalName();
  if (!tree)
    return (
      <Loading>
        <div className={styles.icons}>
          {Array.from({ length: SHOWN + 1 }, (_, index) => (
            <div key={index} className={styles.icon}>
              <Skeleton className={styles.picture} height="auto" />
              <Skeleton width={56} height={14} />
            </div>
          ))}
        </div>
      </Loading>
    );
  return (
    <nav aria-label={t('categoryPictures')}>
      <ul className={styles.icons}>
        {tree.slice(0, SHOWN).map((category) => (
          <li key={category.id}>
            <Link to={`/categories/${category.id}`} className={styles.icon}>
              <Photo picture={category.picture} alt="" eager className={styles.picture} />
              <span className={styles.name}>{localName(category)}</span>
            </Link>
          </li>
        ))}
        <li>
          <Link to="/categories" className={styles.icon}>
            <span className={styles.all}>
              <Icon icon={AppstoreOutlined} size={24} />
            </span>
            <span className={styles.name}>{t('allCategories')}</span>
          </Link>
        </li>
      </ul>
    </nav>
  );
}
