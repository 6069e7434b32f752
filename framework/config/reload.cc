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

// What of the store's settings is known: of those that are not live it is enough that somebody declared them.
void Configuration::note_used(Entries& entries) const {
    for (auto& [name, entry] : entries) {
        const auto before = source_->entries.find(name);
        const auto declared = [&](const auto& setting) { return is_below(name, setting); };
        entry.used =
            (before != source_->entries.end() && before->second.used) ||
            (entry.kind != Entry::Kind::empty && std::ranges::any_of(source_->declared_names, declared));
    }
}

// Reads the live settings from these entries and lets them count, all or none. The names of those that changed.
std::vector<std::string> Configuration::take(const Entries& entries, const Entries& adjusted) {
    Section::Source again;
    again.entries = entries;
    again.adjusted = adjusted;
    again.environment = source_->environment;
    again.skipped = source_->skipped;
    again.secrets_directory = source_->secrets_directory;
    std::vector<std::function<void()>> changes;
    for (const auto& [section, reread] : source_->live) changes.push_back(reread(again.section(section)));
    auto problems = std::move(again.problems);
    std::ranges::move(again.unknown_entries(source_->declared_names), std::back_inserter(problems));
    if (!problems.empty()) throw Error(std::move(problems));
    for (const auto& change : changes) change();
    return take_over(again.declared, source_->declared);
}

Reload Configuration::reload() {
    const std::lock_guard lock(source_->changing);
    Entries entries;
    if (source_->store) entries = source_->store->read();
    note_used(entries);
    Reload result{.changed = take(entries, source_->adjusted)};
    for (const auto& name : differing(source_->entries, entries)) {
        if (!source_->live_names.contains(name) && !source_->is_skipped(name)) result.waiting.push_back(name);
    }
    // What counts from the next start on is still waiting at the next reload.
    for (const auto& name : source_->live_names) {
        source_->entries.erase(name);
        if (const auto found = entries.find(name); found != entries.end()) {
            source_->entries.insert(*found);
        }
    }
    return result;
}

std::vector<Parameter> Configuration::parameters() const {
    const std::lock_guard lock(source_->changing);
    return live_parameters();
}

std::vector<Parameter> Configuration::live_parameters() const {
    std::vector<Parameter> parameters;
    for (const auto& [section, settings] : source_->declared) {
        for (const auto& setting : settings) {
            auto name = fmt::format("{}.{}", section, setting.name);
            if (!setting.parameter || !source_->live_names.contains(name)) continue;
            parameters.push_back(*setting.parameter);
            parameters.back().name = std::move(name);
            parameters.back().value = setting.value;
            parameters.back().origin = setting.origin;
        }
    }
    return parameters;
}

Adjustment Configuration::adjust(const ParameterValues& values, std::string_view origin) {
    const std::lock_guard lock(source_->changing);
    Adjustment result;
    Entries adjusted;
    for (const auto& parameter : live_parameters()) {
        const auto given = values.find(parameter.name);
        if (given == values.end()) continue;
        if (auto what = objection(parameter, given->second); !what.empty()) {
            result.refused.push_back(fmt::format("{} {}.", parameter.name, what));
            continue;
        }
        adjusted[parameter.name] = {
            .kind = Entry::Kind::scalar, .scalar = given->second, .origin = std::string(origin)};
    }
    result.changed = take(source_->entries, adjusted);
    source_->adjusted = std::move(adjusted);
    return result;
}

}  // namespace ecommerce::config
