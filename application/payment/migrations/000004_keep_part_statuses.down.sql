-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE payment_parts DROP COLUMN status;
