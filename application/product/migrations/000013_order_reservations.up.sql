-- SPDX-License-Identifier: Apache-2.0
-- In the order of bytes, as orders and payments have their checkouts: the doctor reads the three side by side.
ALTER TABLE reservations ALTER COLUMN reservation_id TYPE VARCHAR(64) COLLATE "C";

ALTER TABLE reservation_lines ALTER COLUMN reservation_id TYPE VARCHAR(64) COLLATE "C";
