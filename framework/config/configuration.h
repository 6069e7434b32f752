// SPDX-License-Identifier: Apache-2.0
// Settings: YAML files of one folder, environment variables over them. The code that reads a setting
// declares it there and then, with its default and a line of help:
//
//   struct OrderConfig { std::chrono::milliseconds payment_window; int lines_max; };
//   OrderConfig read(config::Section& section) {
//       return {section.duration("payment_window", 15min, {.help = "how long an unpaid order lives", .min = 1ms}),
//               section.integer("lines_max", 100, {.help = "lines in one order", .min = 1, .max = 500})};
//   }
//
//   auto configuration = config::Configuration::load("/data/conf", config::process_environment());
//   auto order = read(configuration.section("order"));
//   configuration.check();  // after every section was read: throws config::Error naming all that is wrong
//
// Read once, at start, on one thread. A setting that is wrong reads as its default until check(). Only what is
// declared as live may change later, by reload() and adjust():
//
//   config::Live<int> lines_max = section.live_integer("lines_max", 100, {.help = "lines in one order", .min = 1});
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "framework/config/environment.h"
#include "framework/config/live.h"
#include "framework/config/parameters.h"
#include "framework/config/secret.h"
#include "framework/config/store.h"

namespace ecommerce::config {

// What is wrong with the configuration, for a person: `what()` is one sentence a line. It ends the start.
class Error : public std::runtime_error {
public:
    explicit Error(std::vector<std::string> problems);
    explicit Error(std::string problem) : Error(std::vector{std::move(problem)}) {}
    const std::vector<std::string>& problems() const { return problems_; }

private:
    std::vector<std::string> problems_;
};

// `help` says what the setting does, in a few words, no full stop. Bounds are inclusive.
struct BoolRule {
    std::string_view help;
};
struct IntegerRule {
    std::string_view help;
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};
struct NumberRule {
    std::string_view help;
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
};
struct SizeRule {
    std::string_view help;
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
};
struct DurationRule {
    std::string_view help;
    std::chrono::milliseconds min{0};
    std::chrono::milliseconds max = std::chrono::milliseconds::max();
};
struct StringRule {
    std::string_view help;
    bool required = false;                      // neither absent nor empty
    std::vector<std::string_view> one_of = {};  // empty: anything
};
struct ListRule {
    std::string_view help;
};
struct SecretRule {
    std::string_view help;
    bool required = false;
    bool generate = false;  // may be made, as a key is
};

// The settings below one name. Names are lower_snake_case.
class Section {
public:
    // "yes"/"no", "true"/"false", "on"/"off".
    bool boolean(std::string_view name, bool fallback, BoolRule rule);

    // Of the type of its default.
    template <typename T>
        requires std::is_integral_v<T>
    T integer(std::string_view name, T fallback, IntegerRule rule) {
        rule.min = std::max<std::int64_t>(rule.min, std::numeric_limits<T>::min());
        if constexpr (sizeof(T) < sizeof(std::int64_t)) {
            rule.max = std::min<std::int64_t>(rule.max, std::numeric_limits<T>::max());
        }
        return static_cast<T>(read_integer(name, static_cast<std::int64_t>(fallback), rule));
    }
    double number(std::string_view name, double fallback, NumberRule rule);
    // Bytes: "64MiB", "10MB", "4096".
    std::int64_t size(std::string_view name, std::int64_t fallback, SizeRule rule);
    // "250ms", "15m", "1h30m", "7d".
    std::chrono::milliseconds duration(std::string_view name, std::chrono::milliseconds fallback,
                                       DurationRule rule);
    std::string string(std::string_view name, std::string_view fallback, StringRule rule);
    // A YAML list, or text with commas.
    std::vector<std::string> list(std::string_view name, std::vector<std::string> fallback, ListRule rule);
    // Names and values: a YAML group, or text as "a=1,b=2".
    std::map<std::string, std::string> table(std::string_view name,
                                             std::map<std::string, std::string> fallback, ListRule rule);

    // Given in place, or in a file: as `<name>_file` in YAML, as `…_FILE` in the environment, or as the
    // file `<section>.<name>` in the folder `secrets.directory`. Empty when it is given nowhere.
    Secret secret(std::string_view name, SecretRule rule);
    // A secret of 32 bytes, written as 64 hex digits; always required. When it is given nowhere and
    // `secrets.generate` is on, it is made once and kept in `secrets.directory`, whatever its rule says.
    Secret key(std::string_view name, SecretRule rule);

    // What `read` gives of this section, now and again at each reload; it asks for one setting, as one that is not
    // live does, and outlives the configuration with what it refers to.
    template <std::invocable<Section&> Read>
    auto live(Read read) {
        using T = std::invoke_result_t<Read&, Section&>;
        Live<T> value;
        add_live([value, read = std::move(read)](Section& section) -> std::function<void()> {
            return [value, now = T(read(section))] { value.set(now); };
        });
        return value;
    }

    // The same for one setting as it is.
    Live<std::chrono::milliseconds> live_duration(std::string_view name, std::chrono::milliseconds fallback,
                                                  DurationRule rule);
    Live<bool> live_boolean(std::string_view name, bool fallback, BoolRule rule);
    template <typename T>
    Live<T> live_integer(std::string_view name, T fallback, IntegerRule rule) {
        return live([name = std::string(name), fallback, rule](Section& section) {
            return section.integer(name, fallback, rule);
        });
    }

    // "order.deadlines" when this is "order".
    Section& section(std::string_view name);
    const std::string& name() const { return name_; }

private:
    friend class Configuration;
    struct Source;
    struct Found;
    class Reading;
    using Reread = std::function<std::function<void()>(Section&)>;
    Section(Source& source, std::string name) : source_(&source), name_(std::move(name)) {}

    std::int64_t read_integer(std::string_view name, std::int64_t fallback, const IntegerRule& rule);
    Secret read_secret(Reading& reading, bool may_generate);
    void add_live(Reread reread);

    Source* source_;
    std::string name_;
};

// What became of values from elsewhere.
struct Adjustment {
    std::vector<std::string> changed;  // names of settings that have another value now
    std::vector<std::string> refused;  // a sentence for each that is no value here
};

// What a reload found: names of settings.
struct Reload {
    std::vector<std::string> changed;  // live ones that have another value now
    std::vector<std::string> waiting;  // others whose new value counts from the next start on
};

class Configuration {
public:
    // An empty `folder` means environment and defaults alone. Throws config::Error.
    static Configuration load(const std::filesystem::path& folder, Variables environment);
    // From elsewhere; null as an empty folder.
    static Configuration load(std::unique_ptr<Store> store, Variables environment);
    Configuration(Configuration&&) noexcept;
    Configuration& operator=(Configuration&&) noexcept;
    ~Configuration();

    // The reference lives as long as this object. A section may be read by several parts.
    Section& section(std::string_view name);
    // Settings of a part that this process does not run: whatever stands there is not looked at.
    void skip(std::string_view section);

    // Throws config::Error with every problem: wrong types, out of bounds, missing, unknown names.
    void check() const;
    // The same without unknown names, while not every part has read its settings.
    void check_values() const;
    // Reads everything again and lets the live settings change, all or none. The environment still stands over it.
    // Throws config::Error with every problem, and then nothing has changed. Any thread, after check().
    Reload reload();
    // The settings that may change. Any thread, after check().
    std::vector<Parameter> parameters() const;
    // Lets these values stand above the store's and below the environment's, and no others, from now on: also when the
    // store is read again. Names that this process does not know are somebody else's; a value that the setting cannot
    // take does not count. `origin` says for people where they come from. Any thread, after check().
    Adjustment adjust(const ParameterValues& values, std::string_view origin);
    // All settings that were read, as YAML that loads again, each with its help line and where its value
    // comes from. Secrets are masked.
    std::string print() const;

private:
    Configuration();
    std::vector<std::string> value_problems() const;
    void note_used(Entries& entries) const;
    std::vector<std::string> take(const Entries& entries, const Entries& adjusted);
    std::vector<Parameter> live_parameters() const;
    std::unique_ptr<Section::Source> source_;
};

}  // namespace ecommerce::config
