// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

// Names the page in the browser's tab and history.
export function useTitle(title: string | undefined) {
  const { t } = useTranslation();
  const shop = t('shopName');
  useEffect(() => {
    document.title = title ? `${title} - ${shop}` : shop;
  }, [title, shop]);
}
