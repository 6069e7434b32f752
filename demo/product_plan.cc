// SPDX-License-Identifier: Apache-2.0
#include "demo/product_plan.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "demo/random.h"
#include "framework/money/money_message.h"

namespace ecommerce::demo_data {

namespace {

using product::v1::CreateProductRequest;

std::vector<int> colours_for(const Shelf& shelf, const Pictures& pictures) {
    std::vector<int> numbers;
    for (int colour = 0; colour < pictures.colour_count(); ++colour) {
        if (shelf.colours.empty() || std::ranges::contains(shelf.colours, pictures.colour_name(colour))) {
            numbers.push_back(colour);
        }
    }
    return numbers;
}

std::vector<int> pick_colours(const Shelf& shelf, const Pictures& pictures, Random& random) {
    const auto choices = colours_for(shelf, pictures);
    std::vector<int> colours{random.pick(choices)};
    const auto wanted = shelf.in_colours ? std::size_t(random.between(2, 4)) : 1;
    while (colours.size() < std::min(wanted, choices.size())) {
        const int colour = random.pick(choices);
        if (!std::ranges::contains(colours, colour)) colours.push_back(colour);
    }
    return colours;
}

// Prices that end as shop prices do: 39.90, 128.00, 2,999.00.
std::int64_t price_in_fen(const Shelf& shelf, Random& random) {
    const auto span = shelf.highest_yuan - shelf.lowest_yuan;
    // Most goods are nearer to the cheap end.
    const auto share = random.below(1000) * random.below(1000) / 1000;
    const auto yuan = shelf.lowest_yuan + std::int64_t(span * share / 1000);
    if (yuan < 50) return yuan * 100 - 10;
    return yuan < 300 ? yuan * 100 : (yuan / 10 * 10 + 9) * 100;
}

std::int64_t stock_of(Random& random) {
    if (random.chance(4)) return 0;
    return random.chance(8) ? random.between(1, 5) : random.between(30, 600);
}

common::v1::Money yuan(std::int64_t fen) {
    return to_message(Money(fen, "CNY"));
}

void name_product(const Shelf& shelf, Random& random, CreateProductRequest& request) {
    const auto brand = random.pick(shelf.top->brands);
    const auto noun = random.pick(shelf.nouns);
    const auto& features = shelf.features;
    const auto first = random.below(features.size());
    const auto second = (first + 1 + random.below(features.size() - 1)) % features.size();
    request.set_brand(brand);
    if (shelf.name == "文学小说" || shelf.name == "儿童绘本") {
        request.set_name(fmt::format("《{}》{}社 {}", features[first], brand, noun));
        request.set_subtitle(fmt::format("同系列另有《{}》", features[second]));
        return;
    }
    static const std::vector<std::string> editions{"",         "",        " Pro",    " 青春版",
                                                   " 2026 款", " 轻享版", " 经典款", " 联名款"};
    request.set_name(fmt::format("{} {}{}{}", brand, features[first], noun, random.pick(editions)));
    request.set_subtitle(fmt::format("{}，{}", features[second], random.pick(shelf.top->claims)));
}

void describe(const Shelf& shelf, Random& random, CreateProductRequest& request) {
    const auto& claims = shelf.top->claims;
    const auto at = random.below(claims.size());
    request.set_description(fmt::format(
        "{}。{}\n\n{}{}\n\n收到商品后如有任何问题，请在七天内联系客服，我们会负责到底。", request.name(),
        claims[at], claims[(at + 1) % claims.size()], claims[(at + 2) % claims.size()]));
    auto add = [&](std::string_view name, std::string_view value) {
        auto& attribute = *request.add_attributes();
        attribute.set_name(std::string(name));
        attribute.set_value(std::string(value));
    };
    add("品牌", request.brand());
    for (const auto& [name, values] : shelf.attributes) add(name, random.pick(values));
    static const std::vector<std::string> tags{"新品", "热卖", "包邮", "店长推荐", "七天无理由", "礼物优选"};
    const auto tag = random.below(tags.size());
    request.add_tags(tags[tag]);
    if (random.chance(50)) request.add_tags(tags[(tag + 1 + random.below(tags.size() - 1)) % tags.size()]);
}

class SkuWriter {
public:
    SkuWriter(CreateProductRequest& request, const Shelf& shelf, std::size_t number, Random& random)
        : request_(request),
          number_(number),
          random_(random),
          price_(price_in_fen(shelf, random)),
          on_offer_(random.chance(55)),
          sells_out_(random.chance(3)) {}

    void add(const std::vector<std::string>& values, int extra_percent, const common::v1::Picture* picture) {
        auto& sku = *request_.add_skus();
        for (const auto& value : values) sku.add_option_values(value);
        const auto price = price_ * (100 + extra_percent) / 100 / 10 * 10;
        *sku.mutable_price() = yuan(price);
        if (on_offer_) *sku.mutable_list_price() = yuan(price * 125 / 100 / 100 * 100 + 100);
        sku.set_initial_stock(sells_out_ ? 0 : stock_of(random_));
        if (picture) *sku.mutable_picture() = *picture;
        sku.set_code(fmt::format("D{:04}-{:02}", number_, request_.skus_size()));
        sku.set_weight_grams(std::uint32_t(random_.between(2, 30) * 50));
    }

private:
    CreateProductRequest& request_;
    const std::size_t number_;
    Random& random_;
    const std::int64_t price_;
    const bool on_offer_;
    const bool sells_out_;
};

void write_skus(ProductPlan& plan, const Data& data, std::size_t number, const std::vector<int>& colours,
                int variant, Random& random) {
    const auto& shelf = *plan.shelf;
    auto& request = plan.request;
    if (shelf.in_colours) {
        auto& option = *request.add_options();
        option.set_name("颜色");
        for (const int colour : colours) option.add_values(data.pictures.colour_name(colour));
    }
    std::vector<Size> sizes;
    if (shelf.sizes) {
        sizes = random.pick(shelf.sizes->one_of);
        auto& option = *request.add_options();
        option.set_name(shelf.sizes->option);
        for (const auto& size : sizes) option.add_values(size.name);
    }
    SkuWriter skus(request, shelf, number, random);
    for (const int colour : colours) {
        std::vector<std::string> values;
        common::v1::Picture picture;
        if (shelf.in_colours) {
            values.push_back(data.pictures.colour_name(colour));
            picture = picture_of({shelf.thing, colour, variant, 0}, request.name() + " " + values[0]);
        }
        const auto* shown = shelf.in_colours ? &picture : nullptr;
        if (sizes.empty()) skus.add(values, 0, shown);
        for (const auto& size : sizes) {
            auto both = values;
            both.push_back(size.name);
            skus.add(both, size.extra_percent, shown);
        }
    }
}

void show(ProductPlan& plan, const std::vector<int>& colours, int variant) {
    const auto& thing = plan.shelf->thing;
    for (int scene = 0; scene < kSceneCount; ++scene)
        plan.looks.push_back({thing, colours[0], variant, scene});
    for (const int colour : colours) {
        if (colour != colours[0]) plan.looks.push_back({thing, colour, variant, 0});
    }
    for (const auto& look : plan.looks) *plan.request.add_pictures() = picture_of(look, plan.request.name());
}

std::size_t shop_for(const Shelf& shelf, const People& people, Random& random) {
    std::vector<std::size_t> candidates;
    for (std::size_t shop = 0; shop < people.shops().size(); ++shop) {
        const auto holds = [&shelf](const auto& category) { return shelf.lies_in(category); };
        if (std::ranges::any_of(people.shops()[shop].sells, holds)) candidates.push_back(shop);
    }
    return random.pick(candidates);
}

}  // namespace

common::v1::Picture picture_of(const Look& look, const std::string& alt) {
    common::v1::Picture picture;
    picture.set_url("/pictures/" + Pictures::name_of(look));
    picture.set_width(kPictureSide);
    picture.set_height(kPictureSide);
    picture.set_alt(alt);
    return picture;
}

std::vector<ProductPlan> plan_products(const Data& data) {
    std::vector<ProductPlan> plans;
    std::set<std::string> names;
    for (std::size_t number = 0; number < kProductCount; ++number) {
        // Neighbours in time come from different categories.
        const auto& shelves = data.catalogue.shelves();
        const auto& shelf = *shelves[number * 7 % shelves.size()];
        Random random("product", number);
        ProductPlan plan{.shop = shop_for(shelf, data.people, random), .shelf = &shelf};
        do {
            name_product(shelf, random, plan.request);
        } while (!names.insert(plan.request.name()).second);
        describe(shelf, random, plan.request);
        const auto colours = pick_colours(shelf, data.pictures, random);
        const int variant = int(random.below(kVariantCount));
        show(plan, colours, variant);
        write_skus(plan, data, number, colours, variant, random);
        plans.push_back(std::move(plan));
    }
    return plans;
}

}  // namespace ecommerce::demo_data
