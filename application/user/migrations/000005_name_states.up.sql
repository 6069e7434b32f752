-- SPDX-License-Identifier: Apache-2.0
-- States by their names. Indexes that know a state are made again, the others follow their column.
ALTER TABLE users DROP CONSTRAINT users_status_ck;

ALTER TABLE users DROP CONSTRAINT users_closed_ck;

ALTER TABLE users ALTER COLUMN status TYPE VARCHAR(20) USING CASE status
    WHEN 1 THEN 'ACTIVE'
    WHEN 2 THEN 'FROZEN'
    WHEN 3 THEN 'CLOSED'
END;

ALTER TABLE users ADD CONSTRAINT users_status_ck CHECK (status IN ('ACTIVE', 'FROZEN', 'CLOSED'));

ALTER TABLE users ADD CONSTRAINT users_closed_ck
CHECK (status <> 'CLOSED' OR (email IS NULL AND phone = '' AND password_hash = ''));

DROP INDEX shops_name_uq;

ALTER TABLE shops DROP CONSTRAINT shops_status_ck;

ALTER TABLE shops ALTER COLUMN status TYPE VARCHAR(20) USING CASE status
    WHEN 1 THEN 'PENDING'
    WHEN 2 THEN 'OPEN'
    WHEN 3 THEN 'REJECTED'
    WHEN 4 THEN 'CLOSED'
END;

ALTER TABLE shops ADD CONSTRAINT shops_status_ck CHECK (status IN ('PENDING', 'OPEN', 'REJECTED', 'CLOSED'));

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN ('PENDING', 'OPEN');
