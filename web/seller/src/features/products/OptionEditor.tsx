// SPDX-License-Identifier: Apache-2.0
// One thing that a buyer chooses, such as a colour, and what there is of it. Enter or a comma ends a value.
import CloseOutlined from '@ant-design/icons-svg/es/asn/CloseOutlined';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { Icon } from '@ecommerce/shared/ui/Icon';
import type { Option } from './sku_grid';
import styles from './SkuSection.module.css';

const VALUES_MAX = 50;

export function OptionEditor({
  number,
  option,
  onChange,
  onRemove,
}: {
  number: number;
  option: Option;
  onChange: (option: Option) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('products');
  const [text, setText] = useState('');
  const id = useId();
  const add = (typed: string) => {
    const values = typed.split(/[,，\n\t]/).map((value) => value.trim().slice(0, 60));
    const all = [...new Set([...option.values, ...values])].filter(Boolean).slice(0, VALUES_MAX);
    setText('');
    if (all.length > option.values.length) onChange({ ...option, values: all });
  };
  return (
    <div className={styles.option} role="group" aria-label={t('optionNumber', { number })}>
      <TextField
        label={t('optionName', { number })}
        hiddenLabel
        placeholder={t('optionNameExample')}
        maxLength={40}
        value={option.name}
        onChange={({ target }) => onChange({ ...option, name: target.value })}
      />
      <div className={styles.values}>
        {option.values.map((value) => (
          <span key={value} className={styles.value}>
            {value}
            <button
              type="button"
              aria-label={t('removeValue', { value })}
              onClick={() => onChange({ ...option, values: option.values.filter((each) => each !== value) })}
            >
              <Icon icon={CloseOutlined} size={10} />
            </button>
          </span>
        ))}
        <input
          id={id}
          aria-label={t('optionValues', { number })}
          placeholder={t('optionValuesExample')}
          value={text}
          onChange={({ target }) => (/[,，]$/.test(target.value) ? add(target.value) : setText(target.value))}
          onBlur={() => add(text)}
          onPaste={(event) => {
            event.preventDefault();
            add(text + event.clipboardData.getData('text/plain'));
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add(text);
          }}
        />
      </div>
      <Button variant="text" onClick={onRemove}>
        {t('removeOption')}
      </Button>
    </div>
  );
}
