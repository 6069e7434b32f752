-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE taken_lines DROP COLUMN product_name;

ALTER TABLE cart_lines DROP COLUMN product_name;
