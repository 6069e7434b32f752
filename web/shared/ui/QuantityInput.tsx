// SPDX-License-Identifier: Apache-2.0
// How many: buttons for one more or less, or a typed number. It tells each valid number once, when typing is done.
import MinusOutlined from '@ant-design/icons-svg/es/asn/MinusOutlined';
import PlusOutlined from '@ant-design/icons-svg/es/asn/PlusOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';
import styles from './QuantityInput.module.css';

export function QuantityInput({
  value,
  max,
  onChange,
  label,
  disabled = false,
}: {
  value: number;
  max: number;
  onChange: (quantity: number) => void;
  // What it counts, for screen readers.
  label: string;
  disabled?: boolean;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const finish = () => {
    const wanted = Math.trunc(Number(typed));
    setTyped(undefined);
    if (typed === undefined || !Number.isFinite(wanted)) return;
    const quantity = Math.min(Math.max(wanted, 1), max);
    if (quantity !== value) onChange(quantity);
  };
  return (
    <div className={styles.quantity} role="group" aria-label={label}>
      <button
        type="button"
        aria-label={t('decrease')}
        disabled={disabled || value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <Icon icon={MinusOutlined} />
      </button>
      <input
        inputMode="numeric"
        aria-label={label}
        value={typed ?? value}
        disabled={disabled}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, '').slice(0, 3))}
        onBlur={finish}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
      <button
        type="button"
        aria-label={t('increase')}
        disabled={disabled || value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Icon icon={PlusOutlined} />
      </button>
    </div>
  );
}
