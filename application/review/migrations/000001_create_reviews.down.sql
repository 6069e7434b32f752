-- SPDX-License-Identifier: Apache-2.0
DROP TABLE shop_closings;

DROP TABLE daily_counts;

DROP TABLE reports;

DROP TABLE review_likes;

DROP TABLE remarks;

DROP TABLE returned_lines;

DROP TABLE reviews;
