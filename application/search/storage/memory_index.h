// SPDX-License-Identifier: Apache-2.0
// The index in memory: segments that never change, what of them counts, and the dictionary. Readers have what there was
// at one time, as one pointer, for as long as they want; the writer makes the next.
#pragma once

#include <memory>
#include <span>
#include <unordered_set>
#include <vector>

#include "application/search/storage/memory_segment.h"
#include "application/search/storage/memory_words.h"

namespace ecommerce::search {

// A part, and what of it can be found: without the products of closed shops.
struct View : Part {
    std::shared_ptr<const Bits> visible;
};

struct MemorySnapshot {
    std::vector<View> views;
    std::shared_ptr<const Lexicon> lexicon;
    std::size_t documents = 0;
    std::size_t bytes = 0;
};

// A product's version.
struct Version {
    std::int64_t product_id = 0;
    std::int64_t ticket = 0;
};

// One thread at a time, and none that is a loop's.
class MemoryIndex {
public:
    // What readers get: all that was put until now.
    std::shared_ptr<const MemorySnapshot> snapshot();

    // Some that were never put.
    void add(std::vector<MemoryDocument> documents);
    // These as they are now, and these no more.
    void put(std::vector<MemoryDocument> documents, std::span<const std::int64_t> gone);
    void close_shops(std::unordered_set<std::int64_t> shop_ids);
    // Those that are kept in another version, or not at all.
    std::vector<std::int64_t> unknown(std::span<const Version> versions) const;

    // Parts that had better be one; none when there are few enough. Making a segment of them takes long and needs no
    // index; meanwhile others may be put.
    std::vector<Part> to_merge() const;
    void merged(const std::vector<Part>& parts, std::shared_ptr<const Segment> segment);

private:
    void remove(std::span<const std::int64_t> product_ids);
    std::shared_ptr<const Bits> visible(const Part& part) const;

    std::vector<View> views_;
    std::unordered_set<std::int64_t> closed_;
    Dictionary dictionary_;
};

}  // namespace ecommerce::search
