-- SPDX-License-Identifier: Apache-2.0
-- Nothing looks for open lines by their SKU: a reservation's lines are found by the reservation. Without it the end of a
-- line changes no index.
DROP INDEX reservation_lines_open_ix;
