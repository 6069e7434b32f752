// SPDX-License-Identifier: Apache-2.0
// The acts of the story, in order. Each looks whether its things are there and makes what is not. They
// block, not on a loop, and throw std::runtime_error with one sentence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "demo/demo_data.h"
#include "demo/product_plan.h"
#include "demo/stage.h"
#include "framework/auth/random_id.h"
#include "framework/rpc/messages.h"

namespace ecommerce::demo_data {

Task<std::optional<Person>> find_person(Stage& stage, std::string email, Timestamp* created_at = nullptr);

void load_operator(Stage& stage, Timestamp& created_at);
void load_accounts(Stage& stage);
// Made last: whoever finds it knows that the story is complete.
void load_admin(Stage& stage);

using CategoryIds = std::map<std::string, std::int64_t, std::less<>>;  // by name
CategoryIds load_categories(Stage& stage);

// A SKU that orders may name.
struct Article {
    std::int64_t sku_id;
    std::int64_t price;
    std::size_t shop;
    bool plenty;  // enough in stock for orders of the story
};

// Two shops have templates of their own. What each shop's goods go by; 0 is the platform's.
std::vector<std::int64_t> load_freight(Stage& stage);

class Shelving {
public:
    // `freight`: each shop's template, 0 for the platform's.
    Shelving(Stage& stage, const CategoryIds& categories, std::vector<std::int64_t> freight);
    std::size_t count() const { return plans_.size(); }
    // Puts products [from, to) on sale at the present of the clock, but the last few wait for the administrator.
    void load(std::size_t from, std::size_t to);
    // What is on sale by now, in the order of the products; nothing for those that wait.
    const std::vector<std::vector<Article>>& articles() const { return articles_; }

private:
    Task<void> load_pictures(std::size_t number);
    Task<void> load_one(std::size_t number);
    Task<void> read_shop(std::size_t shop);
    Task<std::int64_t> create(std::size_t number);

    Stage& stage_;
    const CategoryIds& categories_;
    const std::vector<std::int64_t> freight_;
    const std::vector<ProductPlan> plans_;
    std::vector<std::map<std::string, std::pair<std::int64_t, product::v1::ProductState>>>
        there_;  // by shop, name
    std::vector<std::vector<Article>> articles_;
};

// The words that hold texts, and the tags that are drawn from them.
void load_dictionary(Stage& stage);
// The words that stand for each other.
void load_synonyms(Stage& stage);
// At the present of the clock: buyers review much of what they have received, and shops reply.
void write_reviews(Stage& stage);
// At the end of the story: follow-ups, votes, questions and answers.
void load_voices(Stage& stage);

// Ninety days of orders, with new products arriving between them.
std::size_t load_orders(Stage& stage, Shelving& shelving, std::size_t products_before);

}  // namespace ecommerce::demo_data
