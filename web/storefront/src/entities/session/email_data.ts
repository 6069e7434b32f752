// SPDX-License-Identifier: Apache-2.0
// The account's e-mail address, and what the links in mails to it do.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap, type Schemas } from '@ecommerce/shared/api/client';
import { currentSession, updateUser } from '@ecommerce/shared/api/session';

export type MailLanguage = Schemas['Language'];

const EMAIL = ['email'];

// What a page in this language asks mails to be written in.
export function mailLanguage(language: string): MailLanguage {
  return language.startsWith('zh') ? 'LANGUAGE_ZH_CN' : 'LANGUAGE_EN';
}

export function useRequestPasswordReset() {
  const { i18n } = useTranslation();
  return useMutation({
    mutationFn: (email: string) =>
      unwrap(
        api.POST('/v1/users:requestPasswordReset', {
          body: { email, language: mailLanguage(i18n.language) },
        }),
      ),
  });
}

export function useResetPassword() {
  return useMutation({
    mutationFn: (body: Schemas['ResetPasswordRequest']) =>
      unwrap(api.POST('/v1/users:resetPassword', { body })),
  });
}

export function useConfirmEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST('/v1/users:confirmEmail', { body: { token } })),
    onSuccess: async () => {
      void client.invalidateQueries({ queryKey: EMAIL });
      if (currentSession().state !== 'signed-in') return;
      const me = await unwrap(api.GET('/v1/users/me')).catch(() => undefined);
      if (me?.user) updateUser(me.user);
    },
  });
}

export function useEmail() {
  return useQuery({
    queryKey: EMAIL,
    queryFn: ({ signal }) => unwrap(api.GET('/v1/users/me/email', { signal })),
    staleTime: 0,
    meta: { own: true },
  });
}

export function useSendConfirmation() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/v1/users/me/email:sendConfirmation', { body: {} as never })),
  });
}

export function useChangeEmail() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ChangeEmailRequest']) => unwrap(api.PUT('/v1/users/me/email', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: EMAIL }),
  });
}
