// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "framework/config/section_source.h"

namespace ecommerce::config {
namespace {

bool is_setting_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
    });
}

// "how long an unpaid order lives (duration, 1ms to 1d, default 15m)"
std::string help_line(const Parameter& described, std::string_view type) {
    const auto& min = described.min;
    const auto& max = described.max;
    std::string range;
    if (!min.empty() && !max.empty()) range = fmt::format(", {} to {}", min, max);
    if (!min.empty() && max.empty()) range = fmt::format(", at least {}", min);
    if (min.empty() && !max.empty()) range = fmt::format(", at most {}", max);
    return fmt::format("{} ({}{}, default {})", described.help, type, range, described.fallback);
}

}  // namespace

Section::Reading::Reading(Section& section, std::string_view name, std::string help)
    : source_(*section.source_),
      section_name_(section.name_),
      name_(name),
      full_name_(fmt::format("{}.{}", section.name_, name)),
      help_(std::move(help)) {
    if (!is_setting_name(name)) throw std::logic_error("a setting's name is lower_snake_case: " + full_name_);
}

Section::Reading::Reading(Section& section, std::string_view name, Parameter described, std::string_view type)
    : Reading(section, name, help_line(described, type)) {
    describe(std::move(described));
}

std::optional<Section::Found> Section::Reading::find() {
    auto variable = find_variable("");
    auto adjusted = find_adjusted();
    auto entry = find_entry(full_name_);
    if (variable) return variable;
    return adjusted ? adjusted : entry;
}

std::optional<std::string> Section::Reading::find_file() {
    const auto variable = find_variable("_FILE");
    const auto entry = find_entry(full_name_ + "_file");
    if (variable) return variable->text;
    if (entry) return entry->text;
    return std::nullopt;
}

// An empty variable counts as not set: compose files and shells make them without meaning to.
std::optional<Section::Found> Section::Reading::find_variable(std::string_view suffix) {
    std::optional<Found> found;
    for (const auto& base : variables_of(full_name_)) {
        const auto variable = source_.environment.find(fmt::format("{}{}", base, suffix));
        if (variable == source_.environment.end()) continue;
        source_.used_variables.insert(variable->first);
        if (found || variable->second.empty()) continue;
        found =
            Found{variable->second, std::nullopt, fmt::format("environment variable {}", variable->first)};
    }
    return found;
}

std::optional<Section::Found> Section::Reading::find_entry(const std::string& name) {
    const auto place = source_.entries.find(name);
    if (place == source_.entries.end()) return std::nullopt;
    auto& entry = place->second;
    if (entry.kind == Entry::Kind::empty) return std::nullopt;
    entry.used = true;
    Found found{entry.scalar, std::nullopt, entry.origin};
    if (entry.kind == Entry::Kind::list) found.list = entry.list;
    return found;
}

std::optional<Section::Found> Section::Reading::find_adjusted() const {
    const auto place = source_.adjusted.find(full_name_);
    if (place == source_.adjusted.end()) return std::nullopt;
    return Found{place->second.scalar, std::nullopt, place->second.origin};
}

std::optional<Section::Found> Section::Reading::find_group(std::map<std::string, std::string>& values) {
    std::optional<Found> found;
    const auto note = [&](Entry& entry) {
        entry.used = true;
        if (!found) found = Found{"", std::nullopt, entry.origin};
    };
    if (const auto place = source_.entries.find(full_name_); place != source_.entries.end())
        note(place->second);
    const std::string prefix = full_name_ + ".";
    for (auto place = source_.entries.lower_bound(prefix);
         place != source_.entries.end() && place->first.starts_with(prefix); ++place) {
        auto& entry = place->second;
        note(entry);
        if (entry.kind == Entry::Kind::scalar) {
            values.insert_or_assign(place->first.substr(prefix.size()), entry.scalar);
        } else {
            source_.problems.push_back(fmt::format("{}: {} should be one text.", entry.origin, place->first));
        }
    }
    return found;
}

void Section::Reading::problem(const Found& found, std::string_view what) {
    source_.problems.push_back(fmt::format("{}: {} {}.", found.origin, full_name_, what));
}

void Section::Reading::missing(std::string_view hint) {
    source_.problems.push_back(
        fmt::format("{} is required ({}); set it in the configuration directory or as {}.", full_name_, hint,
                    variables_of(full_name_).back()));
}

std::string without_password(std::string text) {
    const auto scheme = text.find("://");
    if (scheme == std::string::npos) return text;
    const auto end = std::min(text.find_first_of("/?#", scheme + 3), text.size());
    const auto at = text.rfind('@', end);
    if (at == std::string::npos || at < scheme + 3) return text;
    const auto colon = text.find(':', scheme + 3);
    if (colon == std::string::npos || colon > at) return text;
    return text.replace(colon + 1, at - colon - 1, kMask);
}

void Section::Reading::done(std::string value, std::string origin) {
    if (source_.declares_live) source_.live_names.insert(full_name_);
    if (!source_.declared_names.insert(full_name_).second) return;  // another part reads it too
    source_.declared[section_name_].push_back(
        Setting{name_, help_, std::move(value), std::move(origin), std::move(parameter_)});
}

std::string yaml_scalar(std::string_view text) {
    static constexpr std::array kWords{"yes", "no", "true", "false", "on", "off", "null", "y", "n"};
    const bool plain = std::ranges::all_of(text, [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '_' || letter == '.' || letter == '/' || letter == '-';
    });
    if (plain && !text.empty() && text[0] != '-' && std::ranges::find(kWords, text) == kWords.end()) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') quoted.push_back('\\');
        if (static_cast<unsigned char>(letter) < 0x20) {
            quoted += fmt::format("\\x{:02x}", letter);
        } else {
            quoted.push_back(letter);
        }
    }
    return quoted + "\"";
}

}  // namespace ecommerce::config
