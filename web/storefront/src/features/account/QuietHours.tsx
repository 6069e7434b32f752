// SPDX-License-Identifier: Apache-2.0
// The part of a day in which mails wait that can wait.
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@ecommerce/shared/api/client';
import { useSetQuietHours } from '@/entities/notification/notifications_data';
import account from './Account.module.css';
import styles from './MailChoicesPage.module.css';
import { minuteOf, offsetHere, timeOf } from './minutes';

type Hours = Schemas['QuietHours'];

const NIGHT = { fromMinute: 22 * 60, toMinute: 8 * 60 };

export function QuietHours({ hours }: { hours: Hours | undefined }) {
  const { t } = useTranslation('messages');
  const set = useSetQuietHours();
  // Kept with the place where they were chosen: whoever moves chooses again.
  const choose = (wanted: Omit<Hours, 'utcOffsetMinutes'>) =>
    set.mutate({ ...wanted, utcOffsetMinutes: offsetHere() });
  const time = (name: 'fromMinute' | 'toMinute', label: string) =>
    hours && (
      <label className={styles.time}>
        {label}
        <input
          type="time"
          // Anew when it was kept: until then it is the visitor's.
          key={hours[name]}
          defaultValue={timeOf(hours[name])}
          onBlur={(event) => {
            const minute = minuteOf(event.target.value);
            if (minute === undefined || minute === hours[name]) return;
            choose({ fromMinute: hours.fromMinute, toMinute: hours.toMinute, [name]: minute });
          }}
        />
      </label>
    );
  return (
    <section aria-label={t('quietHours')} className={styles.quiet}>
      <h2>{t('quietHours')}</h2>
      <p className={account.rowNote}>{t('quietHoursText')}</p>
      <label className={styles.channel}>
        <input
          type="checkbox"
          checked={hours !== undefined}
          onChange={(event) => (event.target.checked ? choose(NIGHT) : set.mutate(undefined))}
        />
        <span>{t('quiet')}</span>
      </label>
      {hours && (
        <div className={styles.times}>
          {time('fromMinute', t('quietFrom'))}
          {time('toMinute', t('quietTo'))}
        </div>
      )}
    </section>
  );
}
