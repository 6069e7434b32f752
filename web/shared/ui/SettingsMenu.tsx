// SPDX-License-Identifier: Apache-2.0
// Language and appearance.
import GlobalOutlined from '@ant-design/icons-svg/es/asn/GlobalOutlined';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../i18n';
import { applyTheme, themes, useTheme } from '../theme/appearance';
import { Icon } from './Icon';
import { Menu } from './Menu';
import styles from './SettingsMenu.module.css';

const names = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const;

export function SettingsMenu({ changeLanguage }: { changeLanguage: (language: Language) => Promise<void> }) {
  const { t, i18n } = useTranslation();
  const theme = useTheme();
  return (
    <Menu label={`${t('language')}, ${t('theme')}`} button={<Icon icon={GlobalOutlined} size={18} />}>
      <fieldset className={styles.choices}>
        <legend>{t('language')}</legend>
        {(Object.keys(languages) as Language[]).map((language) => (
          <label key={language}>
            <input
              type="radio"
              name="language"
              checked={i18n.language === language}
              onChange={() => void changeLanguage(language)}
            />
            <span lang={language}>{languages[language]}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('theme')}</legend>
        {themes.map((choice) => (
          <label key={choice}>
            <input type="radio" name="theme" checked={theme === choice} onChange={() => applyTheme(choice)} />
            <span>{t(names[choice])}</span>
          </label>
        ))}
      </fieldset>
    </Menu>
  );
}
