// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "framework/config/kinds.h"
#include "framework/config/secret_file.h"
#include "framework/config/section_source.h"
#include "framework/text/words.h"

namespace ecommerce::config {
namespace {

using std::chrono::milliseconds;

template <typename T, typename Reading>
T read_scalar(Reading reading, const Kind<T>& kind, const Bounds<T>& bounds, T fallback) {
    if (const auto found = reading.find()) {
        if (found->list) {
            reading.problem(*found, fmt::format("is a list, but should be {}", kind.expected));
        } else if (const auto value = understand(found->text, kind, bounds)) {
            reading.done(kind.format(*value), found->origin);
            return *value;
        } else {
            reading.problem(*found, value.error());
        }
    }
    reading.done(kind.format(fallback), "default");
    return fallback;
}

template <typename Found>
std::vector<std::string> list_of(const Found& found) {
    if (found.list) return *found.list;
    const auto words = text::words(found.text, ',');
    return {words.begin(), words.end()};
}

std::string flow_list(const std::vector<std::string>& values) {
    return fmt::format("[{}]", fmt::join(std::views::transform(values, yaml_scalar), ", "));
}

std::string flow_table(const std::map<std::string, std::string>& values) {
    std::vector<std::string> pairs;
    pairs.reserve(values.size());
    for (const auto& [name, value] : values) pairs.push_back(yaml_scalar(name) + ": " + yaml_scalar(value));
    return fmt::format("{{{}}}", fmt::join(pairs, ", "));
}

std::string help_with(std::string_view help, std::string_view type, const std::string& fallback) {
    return fmt::format("{} ({}, default {})", help, type, fallback);
}

}  // namespace

bool Section::boolean(std::string_view name, bool fallback, BoolRule rule) {
    return read_scalar(
        Reading(*this, name, describe(rule.help, kBoolean, Bounds<bool>{}, fallback), kBoolean.name),
        kBoolean, {}, fallback);
}

std::int64_t Section::read_integer(std::string_view name, std::int64_t fallback, const IntegerRule& rule) {
    const Bounds<std::int64_t> bounds{rule.min, rule.max};
    return read_scalar(Reading(*this, name, describe(rule.help, kInteger, bounds, fallback), kInteger.name),
                       kInteger, bounds, fallback);
}

double Section::number(std::string_view name, double fallback, NumberRule rule) {
    const Bounds<double> bounds{rule.min, rule.max};
    return read_scalar(Reading(*this, name, describe(rule.help, kNumber, bounds, fallback), kNumber.name),
                       kNumber, bounds, fallback);
}

std::int64_t Section::size(std::string_view name, std::int64_t fallback, SizeRule rule) {
    const Bounds<std::int64_t> bounds{rule.min, rule.max};
    return read_scalar(Reading(*this, name, describe(rule.help, kSize, bounds, fallback), kSize.name), kSize,
                       bounds, fallback);
}

milliseconds Section::duration(std::string_view name, milliseconds fallback, DurationRule rule) {
    const Bounds<milliseconds> bounds{rule.min, rule.max};
    return read_scalar(Reading(*this, name, describe(rule.help, kDuration, bounds, fallback), kDuration.name),
                       kDuration, bounds, fallback);
}

std::string Section::string(std::string_view name, std::string_view fallback, StringRule rule) {
    const std::string choices =
        rule.one_of.empty() ? "text" : fmt::format("one of {}", fmt::join(rule.one_of, ", "));
    Reading reading(*this, name, help_with(rule.help, choices, yaml_scalar(fallback)));
    if (!rule.one_of.empty()) {
        reading.describe({.kind = Parameter::Kind::choice,
                          .help = std::string(rule.help),
                          .fallback = std::string(fallback),
                          .choices = {rule.one_of.begin(), rule.one_of.end()}});
    }
    std::string value(fallback);
    std::string origin = "default";
    if (const auto found = reading.find()) {
        if (found->list) {
            reading.problem(*found, "is a list, but should be one text");
        } else if (!rule.one_of.empty() && std::ranges::find(rule.one_of, found->text) == rule.one_of.end()) {
            reading.problem(
                *found, fmt::format("is \"{}\", but should be {}", without_password(found->text), choices));
        } else if (rule.required && found->text.empty()) {
            reading.problem(*found, "must not be empty");
        } else {
            value = found->text;
            origin = found->origin;
        }
    } else if (rule.required && value.empty()) {
        reading.missing(rule.help);
    }
    reading.done(yaml_scalar(without_password(value)), origin);
    return value;
}

std::vector<std::string> Section::list(std::string_view name, std::vector<std::string> fallback,
                                       ListRule rule) {
    Reading reading(*this, name, help_with(rule.help, "list", flow_list(fallback)));
    const auto found = reading.find();
    auto value = found ? list_of(*found) : std::move(fallback);
    reading.done(flow_list(value), found ? found->origin : "default");
    return value;
}

std::map<std::string, std::string> Section::table(std::string_view name,
                                                  std::map<std::string, std::string> fallback,
                                                  ListRule rule) {
    Reading reading(*this, name, help_with(rule.help, "names and values", flow_table(fallback)));
    std::map<std::string, std::string> value;
    std::optional<Found> found = reading.find();
    if (found) {
        for (const auto& pair : list_of(*found)) {
            const auto equals = pair.find('=');
            if (equals == std::string::npos || equals == 0) {
                reading.problem(*found, fmt::format("holds \"{}\", but should hold name=value pairs", pair));
                continue;
            }
            value.insert_or_assign(pair.substr(0, equals), pair.substr(equals + 1));
        }
    } else {
        found = reading.find_group(value);
    }
    if (!found) value = std::move(fallback);
    reading.done(flow_table(value), found ? found->origin : "default");
    return value;
}

Secret Section::secret(std::string_view name, SecretRule rule) {
    Reading reading(*this, name, fmt::format("{} (secret)", rule.help));
    Secret secret = read_secret(reading, rule.generate);
    if (secret.empty() && rule.required) reading.missing(rule.help);
    return secret;
}

Secret Section::key(std::string_view name, SecretRule rule) {
    Reading reading(*this, name, fmt::format("{} (secret, 64 hex digits)", rule.help));
    const Secret text = read_secret(reading, true);
    if (text.empty()) {
        reading.missing(fmt::format("{}; 64 hex digits, as `openssl rand -hex 32` makes them", rule.help));
        return {};
    }
    auto bytes = parse_key(text.reveal());
    if (!bytes) {
        reading.source().problems.push_back(fmt::format(
            "{} must be 64 hex digits, as `openssl rand -hex 32` makes them.", reading.full_name()));
        return {};
    }
    Secret key(*bytes);
    wipe(bytes->data(), bytes->size());
    return key;
}

Secret Section::read_secret(Reading& reading, bool may_generate) {
    const auto in_place = reading.find();
    const auto named_file = reading.find_file();
    Secret secret;
    std::string origin = "not given";
    if (in_place) {
        secret = Secret(in_place->text);
        origin = in_place->origin;
    } else {
        const auto& directory = reading.source().secrets_directory;
        const std::string kept = directory.empty() ? "" : directory + "/" + reading.full_name();
        const std::string path = named_file.value_or(kept);
        try {
            if (!path.empty() && may_generate && reading.source().generate_secrets)
                generate_secret_file(path);
            if (named_file || (!path.empty() && std::filesystem::exists(path))) {
                secret = read_secret_file(path);
                origin = path;
            }
        } catch (const Error& error) {
            reading.source().problems.push_back(
                fmt::format("{} has no value: {}", reading.full_name(), error.problems().front()));
        }
    }
    reading.done(secret.empty() ? R"("")" : std::string(kMask), origin);
    return secret;
}

Live<milliseconds> Section::live_duration(std::string_view name, milliseconds fallback, DurationRule rule) {
    return live([name = std::string(name), fallback, rule](Section& section) {
        return section.duration(name, fallback, rule);
    });
}

Live<bool> Section::live_boolean(std::string_view name, bool fallback, BoolRule rule) {
    return live([name = std::string(name), fallback, rule](Section& section) {
        return section.boolean(name, fallback, rule);
    });
}

void Section::add_live(Reread reread) {
    source_->declares_live = true;
    reread (*this)();
    source_->declares_live = false;
    source_->live.push_back({name_, std::move(reread)});
}

Section& Section::section(std::string_view name) {
    return source_->section(fmt::format("{}.{}", name_, name));
}

}  // namespace ecommerce::config
