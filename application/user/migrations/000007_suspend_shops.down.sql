-- SPDX-License-Identifier: Apache-2.0
DROP INDEX shops_name_uq;

ALTER TABLE shops DROP CONSTRAINT shops_suspended_ck;

ALTER TABLE shops DROP CONSTRAINT shops_status_ck;

UPDATE shops SET status = 'OPEN' WHERE status = 'SUSPENDED';

ALTER TABLE shops ADD CONSTRAINT shops_status_ck CHECK (status IN ('PENDING', 'OPEN', 'REJECTED', 'CLOSED'));

ALTER TABLE shops
DROP COLUMN version,
DROP COLUMN owner_frozen,
DROP COLUMN closed_by_admin,
DROP COLUMN close_reason,
DROP COLUMN closed_at;

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN ('PENDING', 'OPEN');
