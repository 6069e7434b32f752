// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "framework/config/section_source.h"

namespace ecommerce::config {
namespace {

using Declared = std::map<std::string, std::vector<Setting>, std::less<>>;

// Puts what was read again in the place of what `print` shows; the names of those that are different.
std::vector<std::string> take_over(const Declared& again, Declared& declared) {
    std::vector<std::string> changed;
    for (const auto& [section, settings] : again) {
        for (const auto& setting : settings) {
            auto& known = *std::ranges::find(declared[section], setting.name, &Setting::name);
            if (known.value != setting.value) changed.push_back(fmt::format("{}.{}", section, setting.name));
            known.value = setting.value;
            known.origin = setting.origin;
        }
    }
    return changed;
}

// Names whose entries differ: changed, new or gone.
std::set<std::string> differing(const Entries& before, const Entries& after) {
    std::set<std::string> names;
    for (const auto& [name, entry] : before) {
        const auto found = after.find(name);
        if (found == after.end() || !found->second.same_value(entry)) names.insert(name);
    }
    for (const auto& [name, entry] : after) {
        if (!before.contains(name)) names.insert(name);
    }
    return names;
}

}  // namespace

// The settings of the moment beside those that count. Only live ones are read; of the others it is enough that
// somebody knows them.
Section::Source Configuration::read_again() const {
    Section::Source again;
    if (source_->store) again.entries = source_->store->read();
    again.environment = source_->environment;
    again.skipped = source_->skipped;
    again.secrets_directory = source_->secrets_directory;
    for (auto& [name, entry] : again.entries) {
        const auto before = source_->entries.find(name);
        const auto declared = [&](const auto& setting) { return is_below(name, setting); };
        entry.used =
            (before != source_->entries.end() && before->second.used) ||
            (entry.kind != Entry::Kind::empty && std::ranges::any_of(source_->declared_names, declared));
    }
    return again;
}

Reload Configuration::reload() {
    auto again = read_again();
    std::vector<std::function<void()>> changes;
    for (const auto& [section, reread] : source_->live) changes.push_back(reread(again.section(section)));
    auto problems = std::move(again.problems);
    std::ranges::move(again.unknown_entries(source_->declared_names), std::back_inserter(problems));
    if (!problems.empty()) throw Error(std::move(problems));

    for (const auto& change : changes) change();
    Reload result{.changed = take_over(again.declared, source_->declared)};
    for (const auto& name : differing(source_->entries, again.entries)) {
        if (!source_->live_names.contains(name) && !source_->is_skipped(name)) result.waiting.push_back(name);
    }
    // What counts from the next start on is still waiting at the next reload.
    for (const auto& name : source_->live_names) {
        source_->entries.erase(name);
        if (const auto found = again.entries.find(name); found != again.entries.end()) {
            source_->entries.insert(*found);
        }
    }
    return result;
}

}  // namespace ecommerce::config
