-- SPDX-License-Identifier: Apache-2.0
-- The region of an address, six digits, empty outside of China. An address from before is looked up by its names when
-- it is read: the table of regions is in the program.
ALTER TABLE addresses ADD COLUMN region_code VARCHAR(6) NOT NULL DEFAULT '';
