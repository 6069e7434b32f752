// SPDX-License-Identifier: Apache-2.0
import SettingOutlined from '@ant-design/icons-svg/es/asn/SettingOutlined';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '@ecommerce/shared/ui/Field';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { Menu } from '@ecommerce/shared/ui/Menu';
import styles from './ColumnChoice.module.css';
import type { Column } from './columns';

export function ColumnChoice<Row>({
  columns,
  isShown,
  onToggle,
}: {
  columns: Column<Row>[];
  isShown: (key: string) => boolean;
  onToggle: (key: string) => void;
}) {
  const { t } = useTranslation('console');
  const free = columns.filter(({ fixed }) => !fixed);
  if (free.length === 0) return null;
  return (
    <Menu label={t('columns')} button={<Icon icon={SettingOutlined} size={18} />}>
      <fieldset className={styles.choice}>
        <legend>{t('columns')}</legend>
        {free.map(({ key, title }) => (
          <Checkbox key={key} label={title} checked={isShown(key)} onChange={() => onToggle(key)} />
        ))}
      </fieldset>
    </Menu>
  );
}
