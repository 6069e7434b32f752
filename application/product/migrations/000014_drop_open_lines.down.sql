-- SPDX-License-Identifier: Apache-2.0
CREATE INDEX reservation_lines_open_ix ON reservation_lines (sku_id) WHERE status = 'OPEN';
