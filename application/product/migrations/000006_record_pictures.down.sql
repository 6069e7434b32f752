-- SPDX-License-Identifier: Apache-2.0
DROP TABLE picture_uploads;

DROP TABLE pictures;
