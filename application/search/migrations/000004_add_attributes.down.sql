-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE documents DROP COLUMN attributes;
