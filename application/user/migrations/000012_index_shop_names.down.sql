-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE shops DROP COLUMN name_terms;
