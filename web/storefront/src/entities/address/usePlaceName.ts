// SPDX-License-Identifier: Apache-2.0
// Where something is, in the reader's language. Data names places in Chinese; English names come from the table of
// regions, which is read for readers of English alone.
import { useTranslation } from 'react-i18next';
import { useProvinces, useRegionsBelow } from './address_data';
import { formatPlace } from './address_text';

// Undefined until the English names are there; without them the Chinese ones serve.
export function usePlaceName({ province, city }: { province: string; city: string }): string | undefined {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  const provinces = useProvinces(english);
  const known = provinces.data?.find(({ name }) => name === province);
  const below = useRegionsBelow(english && known && city !== '' && city !== province ? [known.code] : []);
  if (english && (provinces.isPending || below.isPending)) return undefined;
  const town = below.data.find(({ name }) => name === city);
  return formatPlace(known ?? { name: province }, town ?? { name: city }, i18n.language);
}
