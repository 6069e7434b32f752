// SPDX-License-Identifier: Apache-2.0
// What stands behind sections: the loaded values and what was declared about them. Internal to
// framework/config.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "framework/config/configuration.h"
#include "framework/config/parameters.h"
#include "framework/config/store.h"

namespace ecommerce::config {

inline constexpr std::string_view kMask = "********";

// A declared setting as `print` shows it.
struct Setting {
    std::string name;    // "payment_window"
    std::string help;    // with type and bounds
    std::string value;   // as YAML
    std::string origin;  // "default", "conf/ecommerce.yaml:12", "environment variable DB_SOURCE"
    std::optional<Parameter> parameter =
        {};  // what of it is more than text; its value and origin are those above
};

struct Section::Source {
    // A live setting: reads it from a section, and gives what lets the new value count.
    struct LiveReading {
        std::string section;
        Reread reread;
    };

    std::unique_ptr<Store> store;  // null: environment and defaults alone
    Entries entries;
    Entries adjusted;  // live settings alone; above the entries, below the environment
    Variables environment;
    std::set<std::string, std::less<>> used_variables;
    std::set<std::string, std::less<>> skipped;
    std::map<std::string, std::unique_ptr<Section>, std::less<>> sections;
    std::map<std::string, std::vector<Setting>, std::less<>> declared;  // by section, in order of declaration
    std::set<std::string, std::less<>> declared_names;                  // "order.payment_window"
    std::vector<std::string> problems;
    std::string secrets_directory;
    bool generate_secrets = false;
    std::vector<LiveReading> live;
    std::set<std::string, std::less<>> live_names;
    bool declares_live = false;  // what is read now is a live setting
    std::mutex changing;         // held while it is read again or shown

    Section& section(std::string_view name);
    // True for the section itself and those below it.
    bool is_skipped(std::string_view name) const;
    // Entries that nobody has read, one sentence each; `declared` are the settings that there are.
    std::vector<std::string> unknown_entries(const std::set<std::string, std::less<>>& declared) const;
};

// A value that was found for a setting, before it is understood.
struct Section::Found {
    std::string text;
    std::optional<std::vector<std::string>> list;
    std::string origin;
};

// Reads one setting: finds its value, notes what is wrong, declares it for `print`.
class Section::Reading {
public:
    Reading(Section& section, std::string_view name, std::string help);
    // `type` is the word for what it is: "duration".
    Reading(Section& section, std::string_view name, Parameter described, std::string_view type);
    void describe(Parameter parameter) { parameter_ = std::move(parameter); }

    const std::string& full_name() const { return full_name_; }
    Source& source() { return source_; }
    const std::string& section_name() const { return section_name_; }

    // The value from the environment or the files; nothing when it is not given.
    std::optional<Found> find();
    // The same of another name for this setting: "<name>_file".
    std::optional<std::string> find_file();
    // The entries below this name, as of a table.
    std::optional<Found> find_group(std::map<std::string, std::string>& values);

    // "conf/a.yaml:3: order.lines_max <what>."
    void problem(const Found& found, std::string_view what);
    void missing(std::string_view hint);
    // The end of every reading: what the value is and where it comes from.
    void done(std::string value, std::string origin);

private:
    std::optional<Found> find_variable(std::string_view suffix);
    std::optional<Found> find_entry(const std::string& name);
    std::optional<Found> find_adjusted() const;

    Source& source_;
    std::string section_name_;
    std::string name_;
    std::string full_name_;
    std::string help_;
    std::optional<Parameter> parameter_;
};

// True for the group's own name and those below it: "order.deadlines.paid" is below "order".
bool is_below(std::string_view name, std::string_view group);

// "scheme://user:password@host" with the password masked; a second line of defence for settings that
// should have been declared as secrets.
std::string without_password(std::string text);

// Text as a YAML scalar, quoted where YAML would read something else.
std::string yaml_scalar(std::string_view text);

}  // namespace ecommerce::config
