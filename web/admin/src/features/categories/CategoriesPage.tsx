// SPDX-License-Identifier: Apache-2.0
// The category tree, and beside it the category that the address names.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { PageHeader } from '@ecommerce/console/shell/PageHeader';
import { useLocalName } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { classes } from '@ecommerce/shared/ui/classes';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { EmptyState } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { Facts } from '@/entities/detail/Facts';
import { Loaded } from '@/entities/detail/Loaded';
import { Stack } from '@/entities/detail/Stack';
import { useCategory, useCategoryTree } from './categories_data';
import styles from './CategoriesPage.module.css';
import { CategoryDialog } from './CategoryDialog';
import { DeleteDialog } from './DeleteDialog';
import { flattened, type Category } from './tree';

type Doing = 'add-top' | 'add-below' | 'edit' | 'delete';

export function Page() {
  return <Loaded query={useCategoryTree()}>{(tree) => <Categories tree={tree} />}</Loaded>;
}

function Categories({ tree }: { tree: Category[] }) {
  const { t } = useTranslation(['categories', 'admin']);
  const [parameters, setParameters] = useSearchParams();
  const [doing, setDoing] = useState<Doing>();
  const chosen = flattened(tree).find(({ id }) => id === parameters.get('id'));
  const choose = (id: string) =>
    setParameters(id === '' ? {} : { id }, { replace: true, preventScrollReset: true });
  const close = () => setDoing(undefined);
  return (
    <>
      <PageHeader title={t('admin:categories')}>
        <Button variant="primary" onClick={() => setDoing('add-top')}>
          {t('addTop')}
        </Button>
      </PageHeader>
      {tree.length === 0 ? (
        <EmptyState card title={t('none')} text={t('noneText')} />
      ) : (
        <div className={styles.page}>
          <nav className={styles.tree} aria-label={t('tree')}>
            <Branch categories={tree} chosen={chosen?.id} onChoose={choose} />
          </nav>
          {chosen ? (
            <Detail key={chosen.id} category={chosen} onDo={setDoing} />
          ) : (
            <EmptyState card title={t('choose')} text={t('chooseText')} />
          )}
        </div>
      )}
      {doing === 'add-top' && <CategoryDialog tree={tree} onClose={close} />}
      {doing === 'add-below' && <CategoryDialog tree={tree} parent={chosen} onClose={close} />}
      {doing === 'edit' && chosen && <CategoryDialog tree={tree} category={chosen} onClose={close} />}
      {doing === 'delete' && chosen && (
        <DeleteDialog
          tree={tree}
          category={chosen}
          onClose={close}
          onDeleted={() => {
            close();
            choose('');
          }}
        />
      )}
    </>
  );
}

function Branch({
  categories,
  chosen,
  onChoose,
}: {
  categories: Category[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const localName = useLocalName();
  return (
    <ul className={styles.branch}>
      {categories.map((category) => (
        <li key={category.id}>
          <button
            type="button"
            className={classes(styles.node, category.id === chosen && styles.chosen)}
            aria-current={category.id === chosen ? 'true' : undefined}
            onClick={() => onChoose(category.id)}
          >
            {localName(category)}
          </button>
          {category.children.length > 0 && (
            <Branch categories={category.children} chosen={chosen} onChoose={onChoose} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Detail({ category, onDo }: { category: Category; onDo: (doing: Doing) => void }) {
  const { t } = useTranslation('categories');
  const localName = useLocalName();
  return (
    <Stack>
      <Panel
        title={localName(category)}
        extra={
          <div className={styles.actions}>
            {category.level < 3 && <Button onClick={() => onDo('add-below')}>{t('addBelow')}</Button>}
            <Button onClick={() => onDo('edit')}>{t('edit')}</Button>
            {category.children.length === 0 && (
              <Button variant="danger" onClick={() => onDo('delete')}>
                {t('remove')}
              </Button>
            )}
          </div>
        }
      >
        <Facts
          facts={[
            { name: t('name'), value: category.name },
            { name: t('nameEn'), value: category.nameEn },
            { name: t('order'), value: String(category.sortOrder) },
            { name: t('facts'), value: category.isLeaf && t('leaf') },
          ]}
        />
      </Panel>
      <Panel title={t('attributes')}>
        <Attributes id={category.id} />
      </Panel>
    </Stack>
  );
}

function Attributes({ id }: { id: string }) {
  const { t } = useTranslation('categories');
  const localName = useLocalName();
  return (
    <Loaded query={useCategory(id)}>
      {({ attributes }) =>
        attributes.length === 0 ? (
          <p>{t('noAttributes')}</p>
        ) : (
          <ul className={styles.attributes}>
            {attributes.map((attribute) => (
              <li key={attribute.name}>
                <strong>
                  {localName(attribute)}
                  {attribute.unit && ` (${attribute.unit})`}
                </strong>
                {attribute.required && <Tag tone="warning">{t('required')}</Tag>}
                <span className={styles.choices}>{attribute.options.join(' · ') || t('anyText')}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
