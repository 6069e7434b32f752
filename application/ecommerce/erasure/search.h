// SPDX-License-Identifier: Apache-2.0
// Looks through everything that the platform keeps, and says where something was found, never what.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "application/ecommerce/erasure/matcher.h"
#include "framework/postgres/text_scan.h"
#include "framework/redis/client.h"
#include "framework/runtime/loop.h"

namespace ecommerce::erasure {

class Search {
public:
    explicit Search(const Matcher& matcher) : matcher_(matcher) {}

    // These throw std::runtime_error with one sentence: what cannot be read cannot be called clean.
    void look_into(postgres::TextScan& database, const std::vector<postgres::ScannedTable>& tables);
    // All keys with their values, in whatever structure. Blocks, not on a loop.
    void look_into(redis::Client& store, runtime::Loops& loops);
    // A file, or all of a folder with the names of its files. `what` stands in the report before its name.
    void look_into(const std::filesystem::path& path, const std::string& what);

    struct Place {
        std::int64_t count = 0;  // values, keys or files in which something was found
        std::map<std::string, std::int64_t> kinds;
    };
    // By place: "user_service.addresses.street".
    const std::map<std::string, Place>& places() const { return places_; }

private:
    void note(const std::string& where, const std::vector<std::size_t>& kinds);
    Task<void> look_into_store(redis::Client& store);
    Task<void> look_into_key(redis::Client& store, const std::string& key);
    std::vector<std::size_t> look_into_file(const std::filesystem::path& path) const;

    const Matcher& matcher_;
    std::map<std::string, Place> places_;
};

}  // namespace ecommerce::erasure
