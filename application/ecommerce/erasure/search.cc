// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/search.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "framework/runtime/spawn.h"

namespace ecommerce::erasure {

namespace {

using postgres::ScannedColumn;
using Of = Matcher::Of;

constexpr std::size_t kPart = std::size_t(1) << 20;
constexpr auto kBatch = "500";

// How the members of a large key are read a part at a time, by its type.
struct Scan {
    std::string_view type;
    std::string_view command;
};
constexpr std::array kScans{Scan{"hash", "HSCAN"}, Scan{"set", "SSCAN"}, Scan{"zset", "ZSCAN"}};

Task<redis::Reply> ask(redis::Client& store, std::vector<std::string> words) {
    auto context = CallContext::background("erasure", deadline_in(std::chrono::seconds(30)));
    auto reply = co_await store.command(context, words);
    if (!reply) {
        throw std::runtime_error("The key-value store cannot be searched: " + reply.error().message());
    }
    co_return *std::move(reply);
}

// A client connects in the background, and until then its commands fail.
Task<void> await_connection(const redis::Client& store) {
    const auto give_up = deadline_in(std::chrono::seconds(10));
    while (!store.connected()) {
        if (std::chrono::steady_clock::now() >= give_up) {
            throw std::runtime_error("The key-value store cannot be reached.");
        }
        co_await runtime::sleep(std::chrono::milliseconds(10));
    }
}

void add(std::vector<std::size_t>& all, const std::vector<std::size_t>& some) {
    for (const auto kind : some) {
        if (std::ranges::find(all, kind) == all.end()) all.push_back(kind);
    }
}

void search_reply(const Matcher& matcher, const redis::Reply& reply, std::vector<std::size_t>& found) {
    add(found, matcher.find(reply.text, Of::text));
    add(found, matcher.find(reply.text, Of::bytes));
    for (const auto& part : reply.list) search_reply(matcher, part, found);
}

// "session:4f1c…" is one of the keys "session"; what a person wrote may come behind the colon.
std::string family_of(const std::string& key) {
    const auto name = key.substr(0, key.find(':'));
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; };
    return name.size() < key.size() && std::ranges::all_of(name, plain) ? name : "(other keys)";
}

using OnPart = std::function<void(const redis::Reply&)>;

Task<void> read_members(redis::Client& store, std::string command, const std::string& key,
                        const OnPart& on_part) {
    std::string cursor = "0";
    do {
        const auto page = co_await ask(store, {command, key, cursor, "COUNT", kBatch});
        cursor = page.list.at(0).text;
        on_part(page.list.at(1));
    } while (cursor != "0");
}

Task<void> read_list(redis::Client& store, const std::string& key, const OnPart& on_part) {
    constexpr std::int64_t kStep = 500;
    for (std::int64_t from = 0;; from += kStep) {
        const auto page =
            co_await ask(store, {"LRANGE", key, std::to_string(from), std::to_string(from + kStep - 1)});
        if (page.list.empty()) co_return;
        on_part(page);
    }
}

Task<void> read_stream(redis::Client& store, const std::string& key, const OnPart& on_part) {
    std::string from = "-";
    for (;;) {
        const auto page = co_await ask(store, {"XRANGE", key, from, "+", "COUNT", kBatch});
        if (page.list.empty()) co_return;
        on_part(page);
        from = "(" + page.list.back().list.at(0).text;  // behind this entry
    }
}

// A key that is gone by now, of the type "none", has nothing to show.
Task<void> read_key(redis::Client& store, const std::string& key, const OnPart& on_part) {
    const auto type = (co_await ask(store, {"TYPE", key})).text;
    if (type == "none") co_return;
    if (const auto scan = std::ranges::find(kScans, type, &Scan::type); scan != kScans.end()) {
        co_return co_await read_members(store, std::string(scan->command), key, on_part);
    }
    if (type == "list") co_return co_await read_list(store, key, on_part);
    if (type == "stream") co_return co_await read_stream(store, key, on_part);
    on_part(co_await ask(store, {type == "string" ? "GET" : "DUMP", key}));
}

}  // namespace

void Search::note(const std::string& where, const std::vector<std::size_t>& kinds) {
    if (kinds.empty()) return;
    auto& place = places_[where];
    ++place.count;
    for (const auto kind : kinds) ++place.kinds[matcher_.kinds()[kind]];
}

void Search::look_into(postgres::TextScan& database, const std::vector<postgres::ScannedTable>& tables) {
    for (const auto& table : tables) {
        const auto name = table.schema + "." + table.name;
        const auto look = [&](const ScannedColumn& column, std::string_view value) {
            const auto of = column.kind == ScannedColumn::Kind::bytes ? Of::bytes : Of::text;
            note(name + "." + column.name, matcher_.find(value, of));
        };
        if (auto done = database.each_value(table, look); !done) {
            throw std::runtime_error("The table " + name + " cannot be searched: " + done.error().message());
        }
    }
}

void Search::look_into(redis::Client& store, runtime::Loops& loops) {
    loops.run_blocking(0, look_into_store(store));
}

Task<void> Search::look_into_store(redis::Client& store) {
    co_await await_connection(store);
    std::string cursor = "0";
    do {
        const auto page = co_await ask(store, {"SCAN", cursor, "COUNT", kBatch});
        cursor = page.list.at(0).text;
        for (const auto& key : page.list.at(1).list) co_await look_into_key(store, key.text);
    } while (cursor != "0");
}

Task<void> Search::look_into_key(redis::Client& store, const std::string& key) {
    std::vector<std::size_t> found = matcher_.find(key, Of::text);
    const OnPart search = [&](const redis::Reply& part) { search_reply(matcher_, part, found); };
    co_await read_key(store, key, search);
    note("key-value store: " + family_of(key), found);
}

std::vector<std::size_t> Search::look_into_file(const std::filesystem::path& path) const {
    std::ifstream file(path, std::ios::binary);
    std::vector<std::size_t> found;
    std::string window;
    std::string part(kPart, '\0');
    Matcher::Cut cut;
    while (file) {
        file.read(part.data(), std::streamsize(part.size()));
        window.append(part, 0, std::size_t(file.gcount()));
        cut.behind = bool(file);
        add(found, matcher_.find(window, Of::text, cut));
        add(found, matcher_.find(window, Of::bytes, cut));
        if (window.size() > matcher_.overlap()) {
            window.erase(0, window.size() - matcher_.overlap());
            cut.before = true;
        }
    }
    if (!file.eof()) throw std::runtime_error("The file " + path.string() + " cannot be read.");
    return found;
}

void Search::look_into(const std::filesystem::path& path, const std::string& what) {
    namespace fs = std::filesystem;
    std::error_code trouble;
    if (!fs::exists(path, trouble)) {
        throw std::runtime_error("There is no " + path.string() + ", which the settings name (" + what +
                                 ").");
    }
    if (!fs::is_directory(path)) {
        note(what + ": " + path.string(), look_into_file(path));
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        auto found = matcher_.find(entry.path().lexically_relative(path).string(), Of::text);
        if (entry.is_regular_file()) add(found, look_into_file(entry.path()));
        note(what + ": " + path.string(), found);
    }
}

}  // namespace ecommerce::erasure
