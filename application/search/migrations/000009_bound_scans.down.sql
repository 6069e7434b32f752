-- SPDX-License-Identifier: Apache-2.0
DROP INDEX forgotten_users_late_ix;

ALTER TABLE changes DROP COLUMN rating_only;
