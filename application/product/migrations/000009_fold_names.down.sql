-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE products DROP COLUMN brand_folded;

ALTER TABLE products DROP COLUMN name_folded;
