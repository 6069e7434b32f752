// SPDX-License-Identifier: Apache-2.0
import { NavLink } from 'react-router';
import { Badge } from '@ecommerce/shared/ui/Badge';
import { Icon } from '@ecommerce/shared/ui/Icon';
import { useConsole } from './context';
import styles from './Navigation.module.css';

export function Navigation() {
  const groups = useConsole().useNavigation();
  return groups.map(({ title, places }) => (
    <div key={title} className={styles.group}>
      {title !== '' && <p className={styles.title}>{title}</p>}
      <ul className={styles.places}>
        {places.map(({ to, icon, text, waiting = 0 }) => (
          <li key={to}>
            <NavLink to={to} end={to === '/'} className={styles.place}>
              <Icon icon={icon} size={16} />
              <span className={styles.text}>{text}</span>
              <Badge count={waiting} className={styles.badge} />
            </NavLink>
          </li>
        ))}
      </ul>
    </div>
  ));
}
