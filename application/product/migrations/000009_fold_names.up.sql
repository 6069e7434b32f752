-- SPDX-License-Identifier: Apache-2.0
-- Products are found by names and brands whatever their case and width.
ALTER TABLE products ADD COLUMN name_folded TEXT GENERATED ALWAYS AS (LOWER(NORMALIZE(name, NFKC))) STORED;

ALTER TABLE products ADD COLUMN brand_folded TEXT GENERATED ALWAYS AS (LOWER(NORMALIZE(brand, NFKC))) STORED;
