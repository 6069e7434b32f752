// SPDX-License-Identifier: Apache-2.0
// Whether the account has a second factor, and turning it on and off. A page puts its own heading above it.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../i18n/format';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { ErrorNote, ErrorState, Loading, Skeleton } from '../ui/States';
import { toast } from '../ui/Toast';
import { CodeField } from './CodeField';
import { RecoveryCodes } from './RecoveryCodes';
import styles from './Security.module.css';
import { useBegin, useConfirm, useRenewCodes, useSecondFactor, useTurnOff } from './security_data';
import { useTexts } from './texts';

const QrPicture = lazy(() => import('./QrPicture'));

type Doing = 'nothing' | 'renewing' | 'turning-off';

export function SecondFactor() {
  const t = useTexts();
  const state = useSecondFactor();
  const begin = useBegin();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [doing, setDoing] = useState<Doing>('nothing');
  if (state.isPending)
    return (
      <Loading>
        <Skeleton height={80} />
      </Loading>
    );
  if (state.isError) return <ErrorState error={state.error} retry={() => void state.refetch()} />;
  if (codes.length > 0) return <RecoveryCodes codes={codes} onKept={() => setCodes([])} />;
  const { secondFactor, required } = state.data;
  if (secondFactor?.on) {
    return (
      <div className={styles.stack}>
        <Facts since={secondFactor.turnedOnAt} left={secondFactor.recoveryCodesLeft} />
        {doing === 'renewing' && <Renew onCodes={setCodes} onDone={() => setDoing('nothing')} />}
        {doing === 'turning-off' && <TurnOff onDone={() => setDoing('nothing')} />}
        {doing === 'nothing' && (
          <div className={styles.actions}>
            <Button onClick={() => setDoing('renewing')}>{t('renew')}</Button>
            {!required && (
              <Button variant="danger" onClick={() => setDoing('turning-off')}>
                {t('turnOff')}
              </Button>
            )}
          </div>
        )}
      </div>
    );
  }
  if (begin.data)
    return (
      <Enrol
        secret={begin.data.secret}
        uri={begin.data.uri}
        onCodes={(given) => {
          begin.reset();
          setCodes(given);
        }}
        onCancel={() => begin.reset()}
      />
    );
  return (
    <div className={styles.stack}>
      <p>{t(required ? 'required' : 'about')}</p>
      <p>{t('off')}</p>
      <ErrorNote error={begin.error} />
      <Button variant="primary" busy={begin.isPending} onClick={() => begin.mutate()}>
        {t('turnOn')}
      </Button>
    </div>
  );
}

function Facts({ since, left }: { since: string | undefined; left: number }) {
  const t = useTexts();
  return (
    <dl className={styles.facts}>
      <dt>{t('title')}</dt>
      <dd>{t('on')}</dd>
      <dt>{t('since')}</dt>
      <dd>{since && formatTime(since)}</dd>
      <dt>{t('codesLeft')}</dt>
      <dd>{left}</dd>
    </dl>
  );
}

function Enrol({
  secret,
  uri,
  onCodes,
  onCancel,
}: {
  secret: string;
  uri: string;
  onCodes: (codes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const t = useTexts();
  const { t: common } = useTranslation();
  const confirm = useConfirm();
  return (
    <div className={styles.stack}>
      <p>{t('scan')}</p>
      <div className={styles.picture}>
        <Suspense fallback={<Skeleton width={200} height={200} />}>
          <QrPicture text={uri} title={t('picture')} />
        </Suspense>
      </div>
      <p>
        {t('orType')}{' '}
        <span className={styles.secret} data-testid="secret">
          {secret}
        </span>{' '}
        <CopyButton text={secret} name={t('secret')} />
      </p>
      <p>{t('enter')}</p>
      <CodeField
        hint={t('codeHint')}
        action={t('confirm')}
        onCancel={{ text: common('cancel'), run: onCancel }}
        submit={async (code) => {
          const codes = await confirm.mutateAsync(code);
          toast.success(t('turnedOn'));
          onCodes(codes);
        }}
      />
    </div>
  );
}

function Renew({ onCodes, onDone }: { onCodes: (codes: readonly string[]) => void; onDone: () => void }) {
  const t = useTexts();
  const { t: common } = useTranslation();
  const renew = useRenewCodes();
  return (
    <CodeField
      hint={t('anyCodeHint')}
      action={t('renew')}
      onCancel={{ text: common('cancel'), run: onDone }}
      submit={async (code) => {
        onCodes(await renew.mutateAsync(code));
        onDone();
      }}
    >
      <p>{t('renewText')}</p>
    </CodeField>
  );
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const t = useTexts();
  const { t: common } = useTranslation();
  const turnOff = useTurnOff();
  return (
    <CodeField
      hint={t('anyCodeHint')}
      action={t('turnOff')}
      danger
      onCancel={{ text: common('cancel'), run: onDone }}
      submit={async (code) => {
        await turnOff.mutateAsync(code);
        toast.success(t('turnedOff'));
        onDone();
      }}
    >
      <p>{t('turnOffText')}</p>
    </CodeField>
  );
}
