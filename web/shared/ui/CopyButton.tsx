// SPDX-License-Identifier: Apache-2.0
// Copies a text that people pass on, such as an order's number.
import CopyOutlined from '@ant-design/icons-svg/es/asn/CopyOutlined';
import { useTranslation } from 'react-i18next';
import styles from './CopyButton.module.css';
import { Icon } from './Icon';
import { toast } from './Toast';

// `name` says what is copied, for screen readers.
export function CopyButton({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={styles.copy}
      aria-label={`${t('copy')} ${name}`}
      title={t('copy')}
      onClick={() => void copy(text).then(() => toast.success(t('copied')), toast.error)}
    >
      <Icon icon={CopyOutlined} />
    </button>
  );
}

// Where a page is not served over TLS, browsers have no clipboard but the old command.
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
