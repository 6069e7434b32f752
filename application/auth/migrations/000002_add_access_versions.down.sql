-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE sessions DROP COLUMN roles_version;

ALTER TABLE sessions DROP COLUMN access_version;

DROP TABLE account_access;
