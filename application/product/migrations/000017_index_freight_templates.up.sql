-- SPDX-License-Identifier: Apache-2.0
-- Whether any product is sent by a template: most go by the platform's, and those it leaves out.
CREATE INDEX products_freight_ix ON products (freight_template_id)
WHERE freight_template_id <> 0 AND deleted_at IS NULL;
