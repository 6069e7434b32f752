// SPDX-License-Identifier: Apache-2.0
// Recovery codes, which nobody can ask for again: to copy, and to keep as a file.
import { useSession } from '../api/session';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import styles from './Security.module.css';
import { useTexts } from './texts';

export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTexts();
  const session = useSession();
  const account = session.state === 'signed-in' ? session.user.email : '';
  const text = `${t('fileHead', { account })}\n\n${codes.join('\n')}\n`;
  return (
    <div className={styles.stack}>
      <h2>{t('recoveryTitle')}</h2>
      <p>{t('recoveryText')}</p>
      <ul className={styles.codes} aria-label={t('recoveryTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.actions}>
        <CopyButton text={codes.join('\n')} name={t('recoveryTitle')} />
        <Button onClick={() => download(text)}>{t('download')}</Button>
        <Button variant="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}

function download(text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = 'recovery-codes.txt';
  link.click();
  URL.revokeObjectURL(link.href);
}
