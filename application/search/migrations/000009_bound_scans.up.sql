-- SPDX-License-Identifier: Apache-2.0
-- Marks that only wait for the ratings: what else there is of the product was read.
ALTER TABLE changes ADD COLUMN rating_only BOOLEAN NOT NULL DEFAULT FALSE;

-- Those that were forgotten lately are looked for each hour.
CREATE INDEX forgotten_users_late_ix ON forgotten_users (forgotten_at);
