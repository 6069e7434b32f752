// SPDX-License-Identifier: Apache-2.0
// The review service put together, in order of making: its module serves it, its tests run it.
#pragma once

#include "application/review/app/question_service.h"
#include "application/review/app/review_admin_service.h"
#include "application/review/app/review_service.h"
#include "application/review/app/review_subscriptions.h"
#include "application/review/app/shop_review_service.h"
#include "application/review/app/word_filter_service.h"
#include "application/review/storage/review_checks.h"

namespace ecommerce::review {

struct ReviewParts {
    // All outlive it.
    struct Needs {
        postgres::Database& database;
        runtime::Loops& loops;
        events::Publisher& events;
        const runtime::Clock& clock;
        user::v1::UserService& users;
        product::v1::ProductService& products;
        product::v1::PictureService& pictures;
        ReviewMeters meters = {};
    };
    ReviewParts(const Needs& needs, const ReviewRules& with)
        : rules(with),
          reader(needs.database),
          remarks(needs.database),
          reports(needs.database),
          ratings(needs.database),
          dictionary(needs.database),
          checks(needs.database),
          dictionaries(needs.loops, dictionary),
          neighbours(needs.users, needs.products, needs.pictures),
          save(reviews, ratings, needs.events, needs.meters),
          show(reader, remarks, dictionaries, rules),
          write({.transact = needs.database,
                 .reviews = reviews,
                 .remarks = remarks,
                 .reports = reports,
                 .save = save,
                 .neighbours = neighbours,
                 .dictionaries = dictionaries,
                 .events = needs.events,
                 .clock = needs.clock,
                 .rules = rules}),
          review_service({.transact = needs.database,
                          .reader = reader,
                          .reviews = reviews,
                          .ratings = ratings,
                          .reports = reports,
                          .show = show,
                          .write = write,
                          .dictionaries = dictionaries,
                          .clock = needs.clock,
                          .rules = rules}),
          shop_service({.transact = needs.database,
                        .reader = reader,
                        .reviews = reviews,
                        .remarks = remarks,
                        .save = save,
                        .show = show,
                        .dictionaries = dictionaries,
                        .clock = needs.clock,
                        .rules = rules}),
          question_service({.transact = needs.database,
                            .reader = reader,
                            .remarks = remarks,
                            .quotas = reports,
                            .show = show,
                            .neighbours = neighbours,
                            .dictionaries = dictionaries,
                            .events = needs.events,
                            .clock = needs.clock,
                            .rules = rules}),
          admin_service({.transact = needs.database,
                         .reader = reader,
                         .reviews = reviews,
                         .remarks = remarks,
                         .reports = reports,
                         .dictionary = dictionary,
                         .save = save,
                         .show = show,
                         .dictionaries = dictionaries,
                         .events = needs.events,
                         .clock = needs.clock}),
          word_filter(dictionaries),
          hearers({.reviews = reviews,
                   .write = write,
                   .closings = closings,
                   .events = needs.events,
                   .clock = needs.clock,
                   .rules = rules}) {}

    const ReviewRules rules;
    ReviewStore reviews;
    ReviewReader reader;
    RemarkStore remarks;
    ReportStore reports;
    RatingStore ratings;
    DictionaryStore dictionary;
    ShopClosings closings;
    ReviewChecks checks;
    DictionaryCache dictionaries;
    Neighbours neighbours;
    SaveReviews save;
    ShowReviews show;
    WriteReviews write;
    ReviewService review_service;
    ShopReviewService shop_service;
    QuestionService question_service;
    ReviewAdminService admin_service;
    WordFilterService word_filter;
    Hearers hearers;
};

}  // namespace ecommerce::review
