-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE addresses DROP COLUMN region_code;
