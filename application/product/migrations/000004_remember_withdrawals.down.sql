-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE products DROP COLUMN review_withdrawn;
