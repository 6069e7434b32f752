// SPDX-License-Identifier: Apache-2.0
#include "framework/config/configuration.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "framework/config/nearest.h"
#include "framework/config/section_source.h"
#include "framework/config/yaml_files.h"

namespace ecommerce::config {
namespace {

std::string sentence_a_line(const std::vector<std::string>& problems) {
    return fmt::format("{}", fmt::join(problems, "\n"));
}

std::string unknown(std::string_view where, std::string_view name, const std::string& known) {
    const std::string hint = known.empty() ? "" : fmt::format("; did you mean {}?", known);
    return fmt::format("{}{} is not a setting{}", where, name, hint.empty() ? "." : hint);
}

}  // namespace

bool is_below(std::string_view name, std::string_view group) {
    return name == group || (name.starts_with(group) && name[group.size()] == '.');
}

Error::Error(std::vector<std::string> problems)
    : std::runtime_error(sentence_a_line(problems)), problems_(std::move(problems)) {}

Section& Section::Source::section(std::string_view name) {
    auto& place = sections[std::string(name)];
    if (!place) place.reset(new Section(*this, std::string(name)));
    return *place;
}

bool Section::Source::is_skipped(std::string_view name) const {
    return std::ranges::any_of(skipped, [&](const auto& group) { return is_below(name, group); });
}

std::vector<std::string> Section::Source::unknown_entries(
    const std::set<std::string, std::less<>>& declared) const {
    std::vector<std::string> problems;
    const std::vector<std::string> names(declared.begin(), declared.end());
    for (const auto& [name, entry] : entries) {
        if (entry.used || is_skipped(name)) continue;
        const bool known = declared.contains(name);
        if (entry.kind == Entry::Kind::empty) {  // a group whose lines are all commented out is no mistake
            const bool group =
                std::ranges::any_of(names, [&](const auto& below) { return is_below(below, name); });
            if (group && !known) continue;
            if (known) {
                problems.push_back(fmt::format("{}: {} is named but has no value.", entry.origin, name));
                continue;
            }
        }
        problems.push_back(unknown(entry.origin + ": ", name, nearest(name, names)));
    }
    return problems;
}

Configuration::Configuration() : source_(std::make_unique<Section::Source>()) {}
Configuration::Configuration(Configuration&&) noexcept = default;
Configuration& Configuration::operator=(Configuration&&) noexcept = default;
Configuration::~Configuration() = default;

Configuration Configuration::load(const std::filesystem::path& folder, Variables environment) {
    std::unique_ptr<Store> files;
    if (!folder.empty()) files = std::make_unique<YamlFiles>(folder);
    return load(std::move(files), std::move(environment));
}

Configuration Configuration::load(std::unique_ptr<Store> store, Variables environment) {
    Configuration configuration;
    auto& source = *configuration.source_;
    source.store = std::move(store);
    if (source.store) source.entries = source.store->read();
    source.environment = std::move(environment);
    auto& secrets = configuration.section("secrets");
    source.secrets_directory = secrets.string(
        "directory", "", {.help = "folder whose files are named after secrets, as auth.signing_key"});
    source.generate_secrets = secrets.boolean(
        "generate", false,
        {.help = "make missing keys and passwords there; in production for `ecommerce migrate` alone"});
    return configuration;
}

Section& Configuration::section(std::string_view name) {
    return source_->section(name);
}

void Configuration::skip(std::string_view section) {
    source_->skipped.emplace(section);
}

std::vector<std::string> Configuration::value_problems() const {
    std::vector<std::string> problems;
    for (const auto& problem : source_->problems) {
        if (std::ranges::find(problems, problem) == problems.end()) problems.push_back(problem);
    }
    return problems;
}

void Configuration::check_values() const {
    if (auto problems = value_problems(); !problems.empty()) throw Error(std::move(problems));
}

void Configuration::check() const {
    auto problems = value_problems();
    std::ranges::move(source_->unknown_entries(source_->declared_names), std::back_inserter(problems));

    std::vector<std::string> variables;
    variables.reserve(source_->declared_names.size());
    for (const auto& name : source_->declared_names) variables.push_back(variables_of(name).front());
    for (const auto& [name, value] : source_->environment) {
        if (!name.starts_with(kVariablePrefix) || source_->used_variables.contains(name)) continue;
        const bool skipped = std::ranges::any_of(source_->skipped, [&](const auto& group) {
            return name.starts_with(variables_of(group).front() + "_");
        });
        if (skipped || is_service_link(name, value)) continue;
        problems.push_back(unknown("The environment variable ", name, nearest(name, variables)));
    }
    if (!problems.empty()) throw Error(std::move(problems));
}

std::string Configuration::print() const {
    const std::lock_guard lock(source_->changing);
    std::string text;
    for (const auto& [section, settings] : source_->declared) {
        fmt::format_to(std::back_inserter(text), "{}{}:\n", text.empty() ? "" : "\n", section);
        for (const auto& setting : settings) {
            const bool live = source_->live_names.contains(fmt::format("{}.{}", section, setting.name));
            fmt::format_to(std::back_inserter(text), "  # {}{}\n  {}: {}  # {}\n", setting.help,
                           live ? "; may change while the program runs" : "", setting.name, setting.value,
                           setting.origin);
        }
    }
    return text;
}

}  // namespace ecommerce::config
