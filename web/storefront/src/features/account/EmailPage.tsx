// SPDX-License-Identifier: Apache-2.0
// The address that the account signs in with: whether it is confirmed, and another one in its place.
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { hasReason } from '@ecommerce/shared/api/problem';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote, ErrorState, Loading, Skeleton } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { EMAIL } from '@/entities/session/credentials';
import { useChangeEmail, useEmail, useSendConfirmation } from '@/entities/session/email_data';
import { useRetryPause } from '@/entities/session/useRetryPause';
import styles from './Account.module.css';
import { AccountPanel } from './AccountPanel';

export function Page() {
  const { t } = useTranslation('account');
  useTitle(t('emailTitle'));
  const email = useEmail();
  return (
    <AccountPanel title={t('emailTitle')} text={t('emailText')}>
      {email.isPending ? (
        <Loading>
          <Skeleton height={120} />
        </Loading>
      ) : email.isError ? (
        <ErrorState error={email.error} retry={() => void email.refetch()} />
      ) : (
        <>
          <Present {...email.data} />
          <hr className={styles.rule} />
          <ChangeForm present={email.data.email} />
        </>
      )}
    </AccountPanel>
  );
}

function Present({
  email,
  confirmed,
  undeliverable,
  pendingEmail,
}: {
  email: string;
  confirmed: boolean;
  undeliverable: boolean;
  pendingEmail: string;
}) {
  const { t } = useTranslation('account');
  const send = useSendConfirmation();
  const state = undeliverable ? 'bounced' : confirmed ? 'confirmed' : 'unconfirmed';
  const fine = state === 'confirmed';
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('email')}</dt>
        <dd className={styles.state}>
          {email}
          <Tag tone={fine ? 'success' : 'warning'}>{t(state)}</Tag>
          {!fine && (
            <Button
              busy={send.isPending}
              disabled={send.isSuccess}
              onClick={() => send.mutate(undefined, { onError: (error) => toast.error(error) })}
            >
              {send.isSuccess ? t('linkSent') : t('sendLink')}
            </Button>
          )}
        </dd>
      </div>
      {pendingEmail !== '' && (
        <div>
          <dt>{t('pendingEmail')}</dt>
          <dd className={styles.state}>
            {pendingEmail}
            <Tag tone="warning">{t('pendingEmailText')}</Tag>
          </dd>
        </div>
      )}
    </dl>
  );
}

const empty = { email: '', password: '' };

function ChangeForm({ present }: { present: string }) {
  const { t } = useTranslation(['account', 'session', 'errors']);
  const change = useChangeEmail();
  const [pause, learn] = useRetryPause();
  const { register, handleSubmit, formState, setError, reset } = useForm({ defaultValues: empty });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    const email = values.email.trim();
    try {
      await change.mutateAsync({ ...values, email });
      reset(empty);
      toast.success(t('changeSent', { email }));
    } catch (error) {
      learn(error);
      if (hasReason(error, 'WRONG_PASSWORD'))
        setError('password', { message: t('errors:WRONG_PASSWORD') }, { shouldFocus: true });
    }
  });
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={t('newEmail')}
        type="email"
        inputMode="email"
        autoComplete="email"
        maxLength={254}
        hint={t('newEmailHint')}
        error={errors.email?.message}
        {...register('email', {
          validate: (text) =>
            (EMAIL.test(text.trim()) && text.trim().toLowerCase() !== present) || t('session:emailInvalid'),
        })}
      />
      <PasswordField
        label={t('currentPassword')}
        autoComplete="current-password"
        error={errors.password?.message}
        {...register('password', { required: t('session:passwordNeeded') })}
      />
      {Object.keys(errors).length === 0 && <ErrorNote error={change.error} />}
      <div className={styles.actions}>
        <Button variant="primary" type="submit" busy={change.isPending} disabled={pause > 0}>
          {pause > 0 ? t('session:wait', { time: formatDuration(pause) }) : t('changeEmail')}
        </Button>
      </div>
    </form>
  );
}
