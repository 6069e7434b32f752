-- SPDX-License-Identifier: Apache-2.0
-- A request for review that was withdrawn since the last decision: another one must be decided by its version.
-- What waits already may have been edited while it waited.
ALTER TABLE products ADD COLUMN review_withdrawn BOOLEAN NOT NULL DEFAULT FALSE;

UPDATE products SET review_withdrawn = TRUE WHERE state = 'IN_REVIEW';
