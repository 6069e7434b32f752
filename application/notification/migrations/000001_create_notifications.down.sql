-- SPDX-License-Identifier: Apache-2.0
DROP TABLE closed_boxes;
DROP TABLE notifications;
