-- SPDX-License-Identifier: Apache-2.0
-- Grows with each change of an account's password, status, roles or shop, so that what was decided on an earlier one
-- can be told.
ALTER TABLE users ADD COLUMN access_version BIGINT NOT NULL DEFAULT 1;
