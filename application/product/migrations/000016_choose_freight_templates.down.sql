-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE skus DROP COLUMN volume_cm3;

ALTER TABLE products DROP COLUMN freight_template_id;
