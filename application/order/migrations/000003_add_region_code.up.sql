-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE orders ADD COLUMN region_code VARCHAR(6) NOT NULL DEFAULT '';
