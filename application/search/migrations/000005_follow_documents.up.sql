-- SPDX-License-Identifier: Apache-2.0
-- Which transaction wrote a row last. Who keeps a copy of these tables reads what the transactions wrote that it has not
-- seen, whatever order they committed in.
ALTER TABLE documents ADD COLUMN changed_in XID8 NOT NULL DEFAULT '0';

CREATE INDEX documents_changed_ix ON documents (changed_in) INCLUDE (product_id, ticket);

ALTER TABLE shop_closings ADD COLUMN changed_in XID8 NOT NULL DEFAULT '0';

CREATE INDEX shop_closings_changed_ix ON shop_closings (changed_in);
