-- SPDX-License-Identifier: Apache-2.0
-- A digest of the client that refreshed last: the same token again from there, at once, is a reply that was lost.
ALTER TABLE sessions ADD COLUMN refreshed_by VARCHAR(64) NOT NULL DEFAULT '';
