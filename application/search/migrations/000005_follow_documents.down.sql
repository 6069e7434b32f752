-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE shop_closings DROP COLUMN changed_in;

ALTER TABLE documents DROP COLUMN changed_in;
