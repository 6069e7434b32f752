// SPDX-License-Identifier: Apache-2.0
// A password with a button that shows what was typed.
import EyeInvisibleOutlined from '@ant-design/icons-svg/es/asn/EyeInvisibleOutlined';
import EyeOutlined from '@ant-design/icons-svg/es/asn/EyeOutlined';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, type FieldFrame } from './Field';
import field from './Field.module.css';
import { Icon } from './Icon';
import styles from './PasswordField.module.css';

type PasswordFieldProps = Pick<FieldFrame, 'label' | 'hint' | 'error'> &
  Omit<React.ComponentProps<'input'>, 'type'>;

export function PasswordField({ label, hint, error, ...input }: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={styles.frame}>
          <input
            maxLength={128}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            {...input}
            {...control}
            type={shown ? 'text' : 'password'}
            className={field.control}
          />
          <button
            type="button"
            className={styles.show}
            aria-pressed={shown}
            aria-controls={control.id}
            aria-label={t('showPassword')}
            title={shown ? t('hidePassword') : t('showPassword')}
            onClick={() => setShown(!shown)}
          >
            <Icon icon={shown ? EyeOutlined : EyeInvisibleOutlined} size={18} />
          </button>
        </div>
      )}
    </Field>
  );
}
