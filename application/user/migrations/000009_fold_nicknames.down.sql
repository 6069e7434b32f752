-- SPDX-License-Identifier: Apache-2.0
DROP INDEX users_nickname_ix;

ALTER TABLE users DROP COLUMN nickname_folded;

CREATE INDEX users_nickname_ix ON users (nickname varchar_pattern_ops);
