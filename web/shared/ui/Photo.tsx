// SPDX-License-Identifier: Apache-2.0
// A picture in a space that is kept for it, so that nothing jumps while it loads.
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { classes } from './classes';
import styles from './Photo.module.css';

export function Photo({
  picture,
  alt,
  eager = false,
  className,
}: {
  picture: Schemas['Picture'] | undefined;
  // Empty where a text beside it says the same.
  alt?: string;
  // For what is seen at once; all others load when they come near.
  eager?: boolean;
  className?: string | undefined;
}) {
  // The address that failed: another picture in the same place may well be there.
  const [failed, setFailed] = useState<string>();
  if (!picture || failed === picture.url)
    return <span className={classes(styles.photo, styles.none, className)} aria-hidden="true" />;
  return (
    <img
      className={classes(styles.photo, className)}
      src={picture.url}
      width={picture.width || undefined}
      height={picture.height || undefined}
      alt={alt ?? picture.alt}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : 'auto'}
      decoding="async"
      onError={() => setFailed(picture.url)}
    />
  );
}
