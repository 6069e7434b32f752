// SPDX-License-Identifier: Apache-2.0
// The list's named views, and a name for what is shown now.
import DeleteOutlined from '@ant-design/icons-svg/es/asn/DeleteOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Menu } from '@ecommerce/shared/ui/Menu';
import { useViews, viewOf } from './views';
import styles from './Views.module.css';

const NAME_MAX = 40;

export function Views({ list }: { list: string }) {
  const { t } = useTranslation('console');
  const [parameters] = useSearchParams();
  const { views, save, remove } = useViews(list);
  const [name, setName] = useState('');
  const search = viewOf(parameters);
  const shown = views.find((view) => view.search === search);
  const add = () => {
    if (name.trim() === '') return;
    save({ name: name.trim(), search });
    setName('');
  };
  return (
    <Menu label={t('views')} button={<span className={styles.button}>{shown?.name ?? t('views')}</span>}>
      <div className={styles.views}>
        {views.length === 0 && <p className={styles.none}>{t('viewsNone')}</p>}
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <Link to={{ search: view.search }} aria-current={view.search === search ? 'true' : undefined}>
                {view.name}
              </Link>
              <Button
                size="small"
                variant="text"
                aria-label={t('viewRemove', { name: view.name })}
                onClick={() => remove(view.name)}
              >
                <Icon icon={DeleteOutlined} />
              </Button>
            </li>
          ))}
        </ul>
        <TextField
          label={t('viewName')}
          maxLength={NAME_MAX}
          autoComplete="off"
          value={name}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={(event) => event.key === 'Enter' && add()}
        />
        <Button size="small" disabled={name.trim() === ''} onClick={add}>
          {t('viewSave')}
        </Button>
      </div>
    </Menu>
  );
}
