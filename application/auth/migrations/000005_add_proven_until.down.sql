-- SPDX-License-Identifier: Apache-2.0
ALTER TABLE sessions DROP COLUMN proven_until;
