// SPDX-License-Identifier: Apache-2.0
// The second step of signing in: the password was right, a code opens the session. `enter` takes what the platform gives.
import { api, unwrap, type Schemas } from '../api/client';
import { ApiError } from '../api/problem';
import { CodeField } from './CodeField';
import { useTexts } from './texts';

export function CodeStep({
  challenge,
  enter,
  onBack,
}: {
  challenge: string;
  enter: (grant: Schemas['LoginResponse']) => Promise<void> | void;
  onBack: () => void;
}) {
  const t = useTexts();
  return (
    <CodeField
      hint={t('anyCodeHint')}
      action={t('signIn')}
      onCancel={{ text: t('otherAccount'), run: onBack }}
      submit={async (code) => {
        const { login } = await unwrap(
          api.POST('/v1/auth/login:complete', { body: { challenge, code, cookieSession: true } }),
        );
        if (!login) throw new ApiError({ status: 0, reason: 'MALFORMED_REPLY' });
        await enter(login);
      }}
    >
      <p role="status">{t('signInText')}</p>
    </CodeField>
  );
}
