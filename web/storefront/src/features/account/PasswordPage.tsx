// SPDX-License-Identifier: Apache-2.0
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { hasReason } from '@ecommerce/shared/api/problem';
import { useSession } from '@ecommerce/shared/api/session';
import { formatDuration } from '@ecommerce/shared/i18n/format';
import { SecondFactor } from '@ecommerce/shared/security/SecondFactor';
import { StepUp } from '@ecommerce/shared/security/StepUp';
import { useTexts } from '@ecommerce/shared/security/texts';
import { Button } from '@ecommerce/shared/ui/Button';
import { Panel } from '@ecommerce/shared/ui/Panel';
import { PasswordField } from '@ecommerce/shared/ui/PasswordField';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { PASSWORD_MIN } from '@/entities/session/credentials';
import { useRetryPause } from '@/entities/session/useRetryPause';
import styles from './Account.module.css';
import { useChangePassword } from './account_data';
import { AccountPanel } from './AccountPanel';

const empty = { currentPassword: '', newPassword: '', confirmPassword: '' };

export function Page() {
  const security = useTexts();
  return (
    <>
      <PasswordForm />
      <Panel title={security('title')} className={styles.below}>
        <SecondFactor />
        <StepUp />
      </Panel>
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation(['account', 'session', 'errors']);
  useTitle(t('password'));
  const session = useSession();
  const change = useChangePassword();
  const [pause, learn] = useRetryPause();
  const { register, handleSubmit, formState, setError, getValues, reset } = useForm({ defaultValues: empty });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      reset(empty);
      toast.success(t('passwordChanged'));
    } catch (error) {
      learn(error);
      if (hasReason(error, 'WRONG_PASSWORD'))
        setError('currentPassword', { message: t('errors:WRONG_PASSWORD') }, { shouldFocus: true });
    }
  });
  return (
    <AccountPanel title={t('password')} text={t('passwordText')}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {/* Password managers want to know whose password it is. */}
        <input
          type="text"
          name="username"
          autoComplete="username"
          value={session.state === 'signed-in' ? session.user.email : ''}
          readOnly
          hidden
        />
        <PasswordField
          label={t('currentPassword')}
          autoComplete="current-password"
          error={errors.currentPassword?.message}
          {...register('currentPassword', { required: t('session:passwordNeeded') })}
        />
        <PasswordField
          label={t('newPassword')}
          autoComplete="new-password"
          hint={t('session:passwordHint', { count: PASSWORD_MIN })}
          error={errors.newPassword?.message}
          {...register('newPassword', {
            required: t('session:passwordShort', { count: PASSWORD_MIN }),
            minLength: { value: PASSWORD_MIN, message: t('session:passwordShort', { count: PASSWORD_MIN }) },
          })}
        />
        <PasswordField
          label={t('confirmPassword')}
          autoComplete="new-password"
          error={errors.confirmPassword?.message}
          {...register('confirmPassword', {
            validate: (text) => text === getValues('newPassword') || t('errors:PASSWORDS_DIFFER'),
          })}
        />
        {Object.keys(errors).length === 0 && <ErrorNote error={change.error} />}
        <div className={styles.actions}>
          <Button variant="primary" type="submit" busy={change.isPending} disabled={pause > 0}>
            {pause > 0 ? t('session:wait', { time: formatDuration(pause) }) : t('changePassword')}
          </Button>
        </div>
      </form>
    </AccountPanel>
  );
}
