-- SPDX-License-Identifier: Apache-2.0
-- Nicknames are found whatever their case and width.
DROP INDEX users_nickname_ix;

ALTER TABLE users ADD COLUMN nickname_folded TEXT GENERATED ALWAYS AS (LOWER(NORMALIZE(nickname, NFKC))) STORED;

CREATE INDEX users_nickname_ix ON users (nickname_folded text_pattern_ops);
