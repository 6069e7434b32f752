-- SPDX-License-Identifier: Apache-2.0
-- Shops close for a time: by the freezing of their owner and by an administrator, each told apart. A decision names
-- the version that it was made on. Shops of frozen accounts are closed from now on.
ALTER TABLE shops
ADD COLUMN version BIGINT NOT NULL DEFAULT 1,
ADD COLUMN owner_frozen BOOLEAN NOT NULL DEFAULT FALSE,
ADD COLUMN closed_by_admin BOOLEAN NOT NULL DEFAULT FALSE,
ADD COLUMN close_reason VARCHAR(200) NOT NULL DEFAULT '',
ADD COLUMN closed_at TIMESTAMPTZ;

ALTER TABLE shops DROP CONSTRAINT shops_status_ck;

UPDATE shops AS s
SET status = 'SUSPENDED', owner_frozen = TRUE, closed_at = u.updated_at, version = 2
FROM users AS u
WHERE u.id = s.owner_user_id AND u.status = 'FROZEN' AND s.status = 'OPEN';

UPDATE shops SET closed_at = decided_at WHERE status = 'CLOSED';

ALTER TABLE shops ADD CONSTRAINT shops_status_ck
CHECK (status IN ('PENDING', 'OPEN', 'REJECTED', 'CLOSED', 'SUSPENDED'));

ALTER TABLE shops ADD CONSTRAINT shops_suspended_ck
CHECK ((status = 'SUSPENDED') = (owner_frozen OR closed_by_admin));

DROP INDEX shops_name_uq;

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN ('PENDING', 'OPEN', 'SUSPENDED');
