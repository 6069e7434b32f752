// SPDX-License-Identifier: Apache-2.0
// Categories as a row of small pictures with names.
import { Link } from 'react-router';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { classes } from '@ecommerce/shared/ui/classes';
import { Photo } from '@ecommerce/shared/ui/Photo';
import type { Category } from './category_tree';
import styles from './CategoryChips.module.css';

export function CategoryChips({
  categories,
  current,
  label,
  wrap = false,
}: {
  categories: readonly Category[];
  // The id of the one that the page shows.
  current?: string;
  label: string;
  // Shows all at once on phones too.
  wrap?: boolean;
}) {
  const localName = useLocalName();
  return (
    <nav aria-label={label}>
      <ul className={classes(styles.chips, !wrap && styles.line)}>
        {categories.map((category) => (
          <li key={category.id}>
            <Link
              to={`/categories/${category.id}`}
              className={styles.chip}
              aria-current={category.id === current ? 'page' : undefined}
            >
              <Photo picture={category.picture} alt="" className={styles.picture} />
              {localName(category)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
