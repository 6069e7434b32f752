-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE orders DROP COLUMN region_code;
