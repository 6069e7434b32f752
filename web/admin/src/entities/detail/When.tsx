// SPDX-License-Identifier: Apache-2.0
// A time as its reader's clock has it, and as the platform wrote it for whoever points at it.
import { formatTime } from '@ecommerce/shared/i18n/format';

export function When({ time }: { time: string | undefined }) {
  if (!time) return null;
  return (
    <time dateTime={time} title={time}>
      {formatTime(time)}
    </time>
  );
}
