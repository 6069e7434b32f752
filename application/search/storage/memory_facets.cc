// SPDX-License-Identifier: Apache-2.0
// What can be chosen from what was found in the index in memory.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "application/search/storage/memory_matches.h"
#include "application/search/storage/memory_search.h"
#include "framework/text/words.h"

namespace ecommerce::search {

namespace {

constexpr std::ptrdiff_t kShown = 50;
constexpr std::int32_t kThreeStars = 300;
constexpr std::int32_t kFourStars = 400;
constexpr double kFifths[] = {0.2, 0.4, 0.6, 0.8};

using Numbers = std::vector<std::uint32_t>;
using Steps = std::array<std::int64_t, kPriceSteps>;
using ByText = std::unordered_map<std::string_view, std::int64_t>;

struct AttributeCount {
    std::int64_t count = 0;
    std::map<std::string_view, std::int64_t> values;
};

// Over all segments.
struct Sums {
    Counts counts;
    Steps steps{};
    std::unordered_map<std::int64_t, std::int64_t> categories;
    ByText brands;
    ByText tags;
    std::map<std::string_view, AttributeCount> attributes;
    std::int64_t four_stars = 0;
    std::int64_t three_stars = 0;
};

std::string_view name_of_attribute(std::string_view text) {
    return text.substr(0, text.find(':'));
}

// Counts the documents of one segment.
class SegmentCounts {
public:
    SegmentCounts(const View& view, const SearchRequest& request)
        : segment_(*view.segment),
          choices_(segment_, request.filter),
          categories_(segment_.categories.values.size()),
          brands_(segment_.brands.values.size()),
          tags_(segment_.tag_texts.size()),
          attributes_(segment_.attribute_texts.size()) {
        // The attributes of one name have numbers in a row.
        for (std::uint32_t number = 0; number < attributes_.size(); ++number) {
            const auto name = name_of_attribute(segment_.attribute_texts[number]);
            if (names_.empty() || names_.back() != name) names_.push_back(name);
            names_of_.push_back(std::uint32_t(names_.size() - 1));
        }
        having_.resize(names_.size());
        for (const auto& chosen : request.filter.attributes) {
            const auto found = std::ranges::find(names_, chosen.name);
            chosen_names_.push_back(std::uint32_t(found - names_.begin()));
        }
    }

    void count(Sums& sums, std::uint32_t document) {
        const auto off = choices_.off(document);
        if (off != 0 && (off & (off - 1)) != 0) return;  // of no count
        const auto counts_as = [off](std::uint64_t kind) { return off == 0 || off == kind; };
        const auto stars = segment_.stars[document];
        if (off == 0) ++sums.counts.total;
        if (counts_as(Choices::stock) && segment_.in_stock.has(document)) ++sums.counts.in_stock;
        if (counts_as(Choices::rating)) {
            if (stars >= kFourStars) ++sums.four_stars;
            if (stars >= kThreeStars) ++sums.three_stars;
        }
        if (counts_as(Choices::category)) ++categories_[segment_.categories.of[document]];
        if (counts_as(Choices::brand)) ++brands_[segment_.brands.of[document]];
        if (counts_as(Choices::tag)) {
            for (const auto tag : segment_.tags.of(document)) ++tags_[tag];
        }
        if (counts_as(Choices::price)) ++sums.steps[segment_.price_steps[document]];
        if (off == 0 || off >= Choices::attribute) count_attributes(document, off);
    }

    void add_to(Sums& sums) const {
        for (std::size_t i = 0; i < categories_.size(); ++i) {
            if (categories_[i] > 0) sums.categories[segment_.categories.values[i]] += categories_[i];
        }
        add(sums.brands, segment_.brands.values, brands_);
        add(sums.tags, segment_.tag_texts, tags_);
        for (std::uint32_t number = 0; number < attributes_.size(); ++number) {
            if (attributes_[number] == 0) continue;
            const auto name = names_[names_of_[number]];
            sums.attributes[name].values[segment_.attribute_texts[number].substr(name.size() + 1)] +=
                attributes_[number];
        }
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (having_[i] > 0) sums.attributes[names_[i]].count += having_[i];
        }
    }

private:
    static constexpr auto kNoName = std::uint32_t(-1);

    static void add(ByText& sums, const Texts& texts, const Numbers& counts) {
        for (std::uint32_t number = 0; number < counts.size(); ++number) {
            if (counts[number] > 0) sums[texts[number]] += counts[number];
        }
    }

    void count_attributes(std::uint32_t document, std::uint64_t off) {
        auto only = kNoName;
        if (off != 0)
            only = chosen_names_[std::size_t(std::countr_zero(off) -
                                             std::countr_zero(std::uint64_t(Choices::attribute)))];
        auto last = kNoName;
        for (const auto number : segment_.attributes.of(document)) {
            const auto name = names_of_[number];
            if (off != 0 && name != only) continue;
            ++attributes_[number];
            if (name != last) ++having_[name];
            last = name;
        }
    }

    const Segment& segment_;
    const Choices choices_;
    Numbers categories_;
    Numbers brands_;
    Numbers tags_;
    Numbers attributes_;
    std::vector<std::string_view> names_;  // of attributes
    Numbers names_of_;                     // of each attribute its name's number
    Numbers having_;                       // how many have an attribute of this name
    Numbers chosen_names_;                 // numbers of names; one too high of those that no document has
};

bool is_chosen(const std::optional<std::vector<std::string>>& chosen, std::string_view value) {
    return chosen && std::ranges::find(*chosen, value) != chosen->end();
}

std::vector<Count> most(const ByText& counts, const std::optional<std::vector<std::string>>& chosen) {
    std::vector<Count> out;
    for (const auto& [value, count] : counts) {
        if (!value.empty()) out.push_back({.value = std::string(value), .count = count});
    }
    const auto place = [&](const Count& count) {
        return std::tuple(!is_chosen(chosen, count.value), -count.count, std::string_view(count.value));
    };
    const auto shown = std::min(kShown, std::ssize(out));
    std::ranges::partial_sort(out, out.begin() + shown, {}, place);
    out.resize(std::size_t(shown));
    return out;
}

std::vector<Count> categories_of(const Sums& sums, const Filter& filter) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found(sums.categories.begin(), sums.categories.end());
    const auto place = [&](const auto& each) {
        const bool chosen =
            filter.chosen_categories &&
            std::ranges::find(*filter.chosen_categories, each.first) != filter.chosen_categories->end();
        return std::tuple(!chosen, -each.second, each.first);
    };
    const auto shown = std::min(kShown, std::ssize(found));
    std::ranges::partial_sort(found, found.begin() + shown, {}, place);
    std::vector<Count> out;
    for (const auto& [id, count] : std::span(found).first(std::size_t(shown)))
        out.push_back({.value = std::to_string(id), .count = count});
    return out;
}

std::vector<AttributeCounts> attributes_of(const Sums& sums, const Filter& filter) {
    const auto chosen_values = [&](std::string_view name) -> const std::vector<std::string>* {
        const auto found = std::ranges::find(filter.attributes, name, &ChosenAttribute::name);
        return found == filter.attributes.end() ? nullptr : &found->values;
    };
    std::vector<AttributeCounts> out;
    for (const auto& [name, attribute] : sums.attributes) {
        const auto* values = chosen_values(name);
        const auto is_chosen_value = [&](std::string_view value) {
            return values && std::ranges::find(*values, value) != values->end();
        };
        const bool chosen = std::ranges::any_of(
            attribute.values, [&](const auto& each) { return is_chosen_value(each.first); });
        if (!chosen && (attribute.values.size() < 2 || attribute.count * kAttributeShare < sums.counts.total))
            continue;
        auto& shown = out.emplace_back(
            AttributeCounts{.name = std::string(name), .count = attribute.count, .values = {}});
        for (const auto& [value, count] : attribute.values)
            shown.values.push_back({.value = std::string(value), .count = count});
        std::ranges::sort(shown.values, {}, [&](const Count& count) {
            return std::tuple(!is_chosen_value(count.value), -count.count, std::string_view(count.value));
        });
        if (std::ssize(shown.values) > kAttributeValues) shown.values.resize(std::size_t(kAttributeValues));
    }
    std::ranges::sort(out, {}, [&](const AttributeCounts& attribute) {
        const auto* values = chosen_values(attribute.name);
        const bool chosen = values && !attribute.values.empty() &&
                            std::ranges::find(*values, attribute.values.front().value) != values->end();
        return std::tuple(!chosen, -attribute.count, std::string_view(attribute.name));
    });
    if (std::ssize(out) > kAttributeNames) out.resize(std::size_t(kAttributeNames));
    return out;
}

// Parted at the fifths, which fall on steps.
std::vector<Band> bands_of(const Steps& steps) {
    std::int64_t all = 0;
    for (const auto count : steps) all += count;
    std::vector<std::int64_t> bounds;
    std::int64_t below = 0;
    std::size_t step = 0;
    for (const auto part : kFifths) {
        const auto wanted = std::max<std::int64_t>(std::int64_t(std::ceil(part * double(all))), 1);
        while (step < kPriceSteps && below + steps[step] < wanted) below += steps[step++];
        if (step == kPriceSteps) break;
        if (const auto bound = price_of(step); bound > 0 && (bounds.empty() || bounds.back() != bound))
            bounds.push_back(bound);
    }
    std::vector<Band> bands;
    std::size_t at = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        std::int64_t count = 0;
        while (at < kPriceSteps && (i == bounds.size() || price_of(at) < bounds[i])) count += steps[at++];
        if (count == 0) continue;
        bands.push_back({.from = i == 0 ? 0 : bounds[i - 1],
                         .to = i == bounds.size() ? 0 : bounds[i] - 1,
                         .count = count});
    }
    if (bands.size() < 2) bands.clear();
    return bands;
}

}  // namespace

Counts count_facets(const MemorySnapshot& snapshot, const SearchRequest& request) {
    Sums sums;
    for (const auto& view : snapshot.views) {
        SegmentCounts counts(view, request);
        matches(view, request, Place::any).each([&](std::uint32_t document) {
            counts.count(sums, document);
            return true;
        });
        counts.add_to(sums);
    }
    auto& out = sums.counts;
    if (sums.four_stars > 0) out.ratings.push_back({.value = "4", .count = sums.four_stars});
    if (sums.three_stars > 0) out.ratings.push_back({.value = "3", .count = sums.three_stars});
    out.categories = categories_of(sums, request.filter);
    out.brands = most(sums.brands, request.filter.brands);
    out.tags = most(sums.tags, request.filter.tags);
    out.attributes = attributes_of(sums, request.filter);
    out.bands = bands_of(sums.steps);
    return std::move(out);
}

}  // namespace ecommerce::search
