-- SPDX-License-Identifier: Apache-2.0
DROP INDEX stock_movements_reason_ix;
