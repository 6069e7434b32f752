// SPDX-License-Identifier: Apache-2.0
// A picture in a space that is kept for it, so that nothing jumps while it loads.
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { classes } from './classes';
import styles from './Photo.module.css';
import { photoSources } from './photo_sources';

export function Photo({
  picture,
  alt,
  sizes = '96px',
  eager = false,
  className,
}: {
  picture: Schemas['Picture'] | undefined;
  // Empty where a text beside it says the same.
  alt?: string;
  // How wide it is shown, as the attribute of the same name says it, where that is more than a thumbnail.
  sizes?: string;
  // For what is seen at once; all others load when they come near.
  eager?: boolean;
  className?: string | undefined;
}) {
  // The address that failed: another picture in the same place may well be there.
  const [failed, setFailed] = useState<string>();
  if (!picture || failed === picture.url)
    return <span className={classes(styles.photo, styles.none, className)} aria-hidden="true" />;
  const sources = photoSources(picture);
  return (
    <img
      className={classes(styles.photo, className)}
      // Before the address: a browser that has the choice must not begin with the largest file.
      sizes={sources && sizes}
      srcSet={sources}
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
