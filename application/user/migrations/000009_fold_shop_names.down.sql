-- SPDX-License-Identifier: Apache-2.0
DROP INDEX shops_pending_ix;

DROP INDEX shops_name_uq;

ALTER TABLE shops
DROP COLUMN name_folded,
DROP COLUMN pending_name,
DROP COLUMN pending_logo_url,
DROP COLUMN pending_logo_width,
DROP COLUMN pending_logo_height,
DROP COLUMN pending_version,
DROP COLUMN pending_at,
DROP COLUMN pending_reject_reason;

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN ('PENDING', 'OPEN', 'SUSPENDED');
