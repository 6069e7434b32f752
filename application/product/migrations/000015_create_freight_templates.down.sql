-- SPDX-License-Identifier: Apache-2.0
DROP TABLE freight_templates;
