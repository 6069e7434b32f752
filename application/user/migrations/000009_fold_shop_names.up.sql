-- SPDX-License-Identifier: Apache-2.0
-- Names of shops are unique as people see them. Of those that look the same already the oldest keeps it, the others are
-- told apart by their ids until they are renamed. A new name or logo of a shop that has opened waits for an
-- administrator beside the old one.
ALTER TABLE shops
ADD COLUMN name_folded TEXT NOT NULL DEFAULT '',
ADD COLUMN pending_name VARCHAR(40) NOT NULL DEFAULT '',
ADD COLUMN pending_logo_url VARCHAR(500) NOT NULL DEFAULT '',
ADD COLUMN pending_logo_width INTEGER NOT NULL DEFAULT 0,
ADD COLUMN pending_logo_height INTEGER NOT NULL DEFAULT 0,
ADD COLUMN pending_version BIGINT NOT NULL DEFAULT 0,
ADD COLUMN pending_at TIMESTAMPTZ,
ADD COLUMN pending_reject_reason VARCHAR(200) NOT NULL DEFAULT '';

UPDATE shops
SET name_folded = LOWER(REGEXP_REPLACE(
    NORMALIZE(name, NFKC),
    '[[:space:][:cntrl:]\u00AD\u034F\u061C\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF]+',
    '',
    'g'
));

UPDATE shops AS s
SET name_folded = s.name_folded || '#' || s.id
FROM shops AS o
WHERE o.name_folded = s.name_folded AND o.id < s.id
  AND s.status IN ('PENDING', 'OPEN', 'SUSPENDED') AND o.status IN ('PENDING', 'OPEN', 'SUSPENDED');

DROP INDEX shops_name_uq;

CREATE UNIQUE INDEX shops_name_uq ON shops (name_folded) WHERE status IN ('PENDING', 'OPEN', 'SUSPENDED');

CREATE INDEX shops_pending_ix ON shops (id) WHERE pending_at IS NOT NULL;
