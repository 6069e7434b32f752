// SPDX-License-Identifier: Apache-2.0
#include "application/search/storage/memory_index.h"

#include <algorithm>

namespace ecommerce::search {

namespace {

// Segments of about the same size become one when there are so many of them.
constexpr std::size_t kAlike = 6;
constexpr std::uint32_t kSmallest = 500;       // documents; what has fewer is alike
constexpr std::uint32_t kLargest = 4'000'000;  // documents; two of them stay two
constexpr std::uint32_t kDeadPart = 3;         // a segment is made anew when a third of it is replaced

std::uint32_t level_of(std::uint32_t documents) {
    std::uint32_t level = 0;
    for (auto size = kSmallest; documents > size; size *= kAlike) ++level;
    return level;
}

}  // namespace

std::shared_ptr<const Bits> MemoryIndex::visible(const Part& part) const {
    const auto& shops = part.segment->shops;
    std::vector<bool> closed;
    for (const auto shop : shops.values) closed.push_back(closed_.contains(shop));
    if (std::ranges::find(closed, true) == closed.end()) return part.live;
    auto visible = std::make_shared<Bits>(*part.live);
    part.live->each([&](std::uint32_t document) {
        if (closed[shops.of[document]]) visible->remove(document);
        return true;
    });
    return visible;
}

void MemoryIndex::remove(std::span<const std::int64_t> product_ids) {
    for (auto& view : views_) {
        std::shared_ptr<Bits> live;
        for (const auto product_id : product_ids) {
            const auto document = view.segment->find(product_id);
            if (!document || !view.live->has(*document)) continue;
            if (!live) live = std::make_shared<Bits>(*view.live);
            live->remove(*document);
            --view.documents;
            dictionary_.count(view.segment->words.of(*document), -1);
        }
        if (!live) continue;
        view.live = std::move(live);
        view.visible = nullptr;
    }
}

void MemoryIndex::add(std::vector<MemoryDocument> documents) {
    if (documents.empty()) return;
    for (auto& document : documents) {
        for (const auto& word : document.words) document.word_numbers.push_back(dictionary_.number_of(word));
        dictionary_.count(document.word_numbers, 1);
    }
    View view;
    view.segment = std::make_shared<Segment>(std::move(documents));
    view.documents = view.segment->size();
    view.live = std::make_shared<Bits>(view.documents, true);
    views_.push_back(std::move(view));
}

void MemoryIndex::put(std::vector<MemoryDocument> documents, std::span<const std::int64_t> gone) {
    std::vector<std::int64_t> replaced(gone.begin(), gone.end());
    for (const auto& document : documents) replaced.push_back(document.product_id);
    remove(replaced);
    add(std::move(documents));
}

void MemoryIndex::close_shops(std::unordered_set<std::int64_t> shop_ids) {
    closed_ = std::move(shop_ids);
    for (auto& view : views_) view.visible = nullptr;
}

std::vector<std::int64_t> MemoryIndex::unknown(std::span<const Version> versions) const {
    std::vector<std::int64_t> ids;
    const auto is_known = [&](const Version& version) {
        return std::ranges::any_of(views_, [&](const View& view) {
            const auto document = view.segment->find(version.product_id);
            return document && view.live->has(*document) &&
                   view.segment->tickets[*document] == version.ticket;
        });
    };
    for (const auto& version : versions) {
        if (!is_known(version)) ids.push_back(version.product_id);
    }
    return ids;
}

std::shared_ptr<const MemorySnapshot> MemoryIndex::snapshot() {
    std::erase_if(views_, [](const View& view) { return view.documents == 0; });
    auto next = std::make_shared<MemorySnapshot>();
    for (auto& view : views_) {
        if (!view.visible) view.visible = visible(view);
        next->documents += view.documents;
        next->bytes += view.segment->bytes() + view.live->bytes();
    }
    next->views = views_;
    next->lexicon = dictionary_.lexicon();
    next->bytes += next->lexicon->bytes();
    return next;
}

std::vector<Part> MemoryIndex::to_merge() const {
    std::vector<std::vector<Part>> levels;
    for (const auto& view : views_) {
        if (view.documents == 0 || view.documents >= kLargest) continue;
        if (view.segment->size() > kSmallest &&
            view.segment->size() - view.documents > view.segment->size() / kDeadPart)
            return {view};
        const auto level = level_of(view.documents);
        if (levels.size() <= level) levels.resize(level + 1);
        levels[level].push_back(view);
        if (levels[level].size() == kAlike) return levels[level];
    }
    return {};
}

void MemoryIndex::merged(const std::vector<Part>& parts, std::shared_ptr<const Segment> segment) {
    View merged;
    merged.documents = segment->size();
    auto live = std::make_shared<Bits>(merged.documents, true);
    for (const auto& part : parts) {
        const auto now = std::ranges::find(views_, part.segment, &View::segment);
        if (now != views_.end() && now->live == part.live) continue;
        // What was replaced while they were made one.
        part.live->each([&](std::uint32_t document) {
            if (now != views_.end() && now->live->has(document)) return true;
            live->remove(*segment->find(part.segment->product_ids[document]));
            --merged.documents;
            return true;
        });
    }
    std::erase_if(views_, [&](const View& view) {
        return std::ranges::find(parts, view.segment, &Part::segment) != parts.end();
    });
    merged.segment = std::move(segment);
    merged.live = std::move(live);
    views_.push_back(std::move(merged));
}

}  // namespace ecommerce::search
