-- SPDX-License-Identifier: Apache-2.0
-- Finds what a person wrote about movements of stock when the account closes.
CREATE INDEX stock_movements_reason_ix ON stock_movements (user_id) WHERE reason <> '';
