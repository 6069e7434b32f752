-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE users DROP CONSTRAINT users_status_ck;

ALTER TABLE users DROP CONSTRAINT users_closed_ck;

ALTER TABLE users ALTER COLUMN status TYPE SMALLINT USING CASE status
    WHEN 'ACTIVE' THEN 1
    WHEN 'FROZEN' THEN 2
    WHEN 'CLOSED' THEN 3
END;

ALTER TABLE users ADD CONSTRAINT users_status_ck CHECK (status BETWEEN 1 AND 3);

ALTER TABLE users ADD CONSTRAINT users_closed_ck
CHECK (status <> 3 OR (email IS NULL AND phone = '' AND password_hash = ''));

DROP INDEX shops_name_uq;

ALTER TABLE shops DROP CONSTRAINT shops_status_ck;

ALTER TABLE shops ALTER COLUMN status TYPE SMALLINT USING CASE status
    WHEN 'PENDING' THEN 1
    WHEN 'OPEN' THEN 2
    WHEN 'REJECTED' THEN 3
    WHEN 'CLOSED' THEN 4
END;

ALTER TABLE shops ADD CONSTRAINT shops_status_ck CHECK (status BETWEEN 1 AND 4);

CREATE UNIQUE INDEX shops_name_uq ON shops (name) WHERE status IN (1, 2);
