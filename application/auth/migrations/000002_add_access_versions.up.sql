-- SPDX-License-Identifier: Apache-2.0
-- The newest version of each account's access (password, status, roles, shop) that this service knows. Its row is
-- what sessions of the account are opened and renewed under.
CREATE TABLE account_access (
    user_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CONSTRAINT account_access_pk PRIMARY KEY (user_id),
    CONSTRAINT account_access_version_ck CHECK (version >= 0)
);

-- The version that the session's password was proven on, and the one that its roles and shop are of.
ALTER TABLE sessions ADD COLUMN access_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE sessions ADD COLUMN roles_version BIGINT NOT NULL DEFAULT 0;
