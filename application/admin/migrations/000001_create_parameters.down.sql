-- SPDX-License-Identifier: Apache-2.0
DROP TABLE instances;
DROP TABLE parameters_version;
DROP TABLE parameter_changes;
DROP TABLE parameters;
