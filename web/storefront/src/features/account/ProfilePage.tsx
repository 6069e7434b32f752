// SPDX-License-Identifier: Apache-2.0
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession, type User } from '@ecommerce/shared/api/session';
import { Button } from '@ecommerce/shared/ui/Button';
import { TextField } from '@ecommerce/shared/ui/Field';
import { markFields } from '@ecommerce/shared/ui/form_errors';
import { ErrorNote } from '@ecommerce/shared/ui/States';
import { Tag } from '@ecommerce/shared/ui/Tag';
import { toast } from '@ecommerce/shared/ui/Toast';
import { useTitle } from '@ecommerce/shared/ui/useTitle';
import { PHONE } from '@/entities/address/useAddressForm';
import { NICKNAME_MAX } from '@/entities/session/credentials';
import styles from './Account.module.css';
import { useUpdateMe } from './account_data';
import { AccountPanel } from './AccountPanel';

export function Page() {
  const { t } = useTranslation('account');
  useTitle(t('profile'));
  const session = useSession();
  if (session.state !== 'signed-in') return null;
  return (
    <AccountPanel title={t('profile')}>
      <ProfileForm user={session.user} />
    </AccountPanel>
  );
}

function ProfileForm({ user }: { user: User }) {
  const { t, i18n } = useTranslation(['account', 'common']);
  const update = useUpdateMe();
  const { register, handleSubmit, formState, setError, reset } = useForm({
    defaultValues: { nickname: user.nickname, phone: user.phone },
  });
  const { errors, isDirty } = formState;
  const submit = handleSubmit(async (values) => {
    const trimmed = { nickname: values.nickname.trim(), phone: values.phone.trim() };
    try {
      await update.mutateAsync(trimmed);
      reset(trimmed);
      toast.success(t('common:saved'));
    } catch (error) {
      markFields(error, { nickname: t('nicknameNeeded'), phone: t('phoneInvalid') }, setError);
    }
  });
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <dl className={styles.facts}>
        <div>
          <dt>{t('email')}</dt>
          <dd className={styles.state}>
            {user.email}
            {!user.emailConfirmed && <Tag tone="warning">{t('unconfirmed')}</Tag>}
            <Link to="/account/email">{user.emailConfirmed ? t('changeEmail') : t('confirmEmail')}</Link>
          </dd>
        </div>
        {user.createdAt && (
          <div>
            <dt>{t('memberSince')}</dt>
            <dd>
              <time dateTime={user.createdAt}>
                {new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long' }).format(
                  new Date(user.createdAt),
                )}
              </time>
            </dd>
          </div>
        )}
      </dl>
      <TextField
        label={t('nickname')}
        autoComplete="nickname"
        maxLength={NICKNAME_MAX}
        error={errors.nickname?.message}
        {...register('nickname', { validate: (text) => text.trim() !== '' || t('nicknameNeeded') })}
      />
      <TextField
        label={t('phone')}
        optional
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={24}
        error={errors.phone?.message}
        {...register('phone', {
          validate: (text) => text.trim() === '' || PHONE.test(text.trim()) || t('phoneInvalid'),
        })}
      />
      {Object.keys(errors).length === 0 && <ErrorNote error={update.error} />}
      <div className={styles.actions}>
        <Button variant="primary" type="submit" busy={update.isPending} disabled={!isDirty}>
          {t('common:save')}
        </Button>
      </div>
    </form>
  );
}
