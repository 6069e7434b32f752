-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE reservation_lines ALTER COLUMN reservation_id TYPE VARCHAR(64) COLLATE "default";

ALTER TABLE reservations ALTER COLUMN reservation_id TYPE VARCHAR(64) COLLATE "default";
