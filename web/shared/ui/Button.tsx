// SPDX-License-Identifier: Apache-2.0
// A button, or a link that looks like one. A busy button keeps its size and the focus, says so and cannot be pressed
// again.
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
import styles from './Button.module.css';
import { classes } from './classes';

export interface Look {
  variant?: 'primary' | 'default' | 'text' | 'danger';
  size?: 'small' | 'middle' | 'large';
  block?: boolean;
}

function look({ variant = 'default', size = 'middle', block = false }: Look, extra?: string): string {
  return classes(styles.button, styles[variant], styles[size], block && styles.block, extra);
}

export type ButtonProps = Look & { busy?: boolean } & React.ComponentProps<'button'>;

export function Button({
  variant,
  size,
  block,
  busy = false,
  className,
  children,
  disabled,
  onClick,
  ...rest
}: ButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      {...rest}
      className={look(
        { ...(variant && { variant }), ...(size && { size }), ...(block && { block }) },
        className,
      )}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      // Pressing Enter in a form's field is a click on its button, too.
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy && <span className={styles.spinner} role="status" aria-label={t('working')} />}
      <span className={classes(styles.label, busy && styles.faded)}>{children}</span>
    </button>
  );
}

export function ButtonLink({ variant, size, block, className, children, ...rest }: Look & LinkProps) {
  return (
    <Link
      {...rest}
      className={look(
        { ...(variant && { variant }), ...(size && { size }), ...(block && { block }) },
        className as string,
      )}
    >
      <span className={styles.label}>{children}</span>
    </Link>
  );
}
