// SPDX-License-Identifier: Apache-2.0
#include "framework/config/yaml_files.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "framework/config/configuration.h"

namespace ecommerce::config {
namespace {

constexpr int kDepthMax = 8;

// Flattens one file into entries; problems are collected, not thrown.
class FileReader {
public:
    FileReader(std::string file, std::vector<std::string>& problems)
        : file_(std::move(file)), problems_(problems) {}

    Entries read() {
        try {
            const auto documents = YAML::LoadAllFromFile(file_);
            if (documents.size() > 1) {
                problems_.push_back(
                    fmt::format("{} holds several YAML documents; one file is one document.", file_));
            } else if (!documents.empty() && !documents[0].IsNull()) {
                add(documents[0], "", documents[0].Mark(), 0);
            }
        } catch (const YAML::BadFile&) {
            problems_.push_back(fmt::format("{} cannot be read.", file_));
        } catch (const YAML::Exception& e) {
            problems_.push_back(fmt::format("{} is not valid YAML: {}.", where(e.mark), e.msg));
        }
        return std::move(entries_);
    }

private:
    std::string where(const YAML::Mark& mark) const {
        return mark.is_null() ? file_ : fmt::format("{}:{}", file_, mark.line + 1);
    }

    // `mark`: where the name stands; nodes without a value have no place of their own.
    void add(const YAML::Node& node, const std::string& name, const YAML::Mark& mark, int depth) {
        if (node.IsMap() && depth < kDepthMax) {
            add_map(node, name, mark, depth);
        } else if (node.IsMap() || name.empty()) {
            problems_.push_back(fmt::format("{}: settings are written in groups, as `order:` and below it, "
                                            "indented, `payment_window: 15m`.",
                                            where(mark)));
        } else if (node.IsSequence()) {
            add_list(node, name, mark);
        } else if (node.IsScalar()) {
            insert(name, Entry{.kind = Entry::Kind::scalar, .scalar = node.Scalar(), .origin = where(mark)});
        } else {
            insert(name, Entry{.origin = where(mark)});
        }
    }

    void add_map(const YAML::Node& node, const std::string& name, const YAML::Mark& mark, int depth) {
        if (node.size() == 0 && !name.empty()) insert(name, Entry{.origin = where(mark)});
        for (const auto& pair : node) {
            if (!pair.first.IsScalar()) {
                problems_.push_back(
                    fmt::format("{}: a setting's name must be plain text.", where(pair.first.Mark())));
                continue;
            }
            const std::string& key = pair.first.Scalar();
            add(pair.second, name.empty() ? key : name + "." + key, pair.first.Mark(), depth + 1);
        }
    }

    void add_list(const YAML::Node& node, const std::string& name, const YAML::Mark& mark) {
        Entry entry{.kind = Entry::Kind::list, .origin = where(mark)};
        for (const auto& item : node) {
            if (!item.IsScalar()) {
                problems_.push_back(
                    fmt::format("{}: the list {} may hold plain values only.", where(item.Mark()), name));
                return;
            }
            entry.list.push_back(item.Scalar());
        }
        insert(name, std::move(entry));
    }

    void insert(const std::string& name, Entry entry) {
        const auto [place, added] = entries_.try_emplace(name, std::move(entry));
        if (added) return;
        problems_.push_back(
            fmt::format("{}: {} is given twice, first at {}.", entry.origin, name, place->second.origin));
    }

    std::string file_;
    std::vector<std::string>& problems_;
    Entries entries_;
};

// Kubernetes mounts a ConfigMap as links beside hidden folders: names with a leading dot are not ours.
std::vector<std::filesystem::path> yaml_files_of(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::error_code failure;
    std::vector<fs::path> files;
    for (auto entry = fs::directory_iterator(folder, failure); !failure && entry != fs::directory_iterator();
         entry.increment(failure)) {
        const auto& path = entry->path();
        const bool yaml = path.extension() == ".yaml" || path.extension() == ".yml";
        std::error_code broken_link;
        if (!yaml || path.filename().string().starts_with('.') || !entry->is_regular_file(broken_link))
            continue;
        files.push_back(path);
    }
    if (failure) {
        throw Error(fmt::format("The configuration directory {} cannot be read: {}.", folder.string(),
                                failure.message()));
    }
    std::ranges::sort(files);
    return files;
}

}  // namespace

Entries YamlFiles::read() {
    Entries all;
    std::vector<std::string> problems;
    for (const auto& path : yaml_files_of(folder_)) {
        for (auto& [name, entry] : FileReader(path.string(), problems).read()) {
            all.insert_or_assign(name, std::move(entry));
        }
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return all;
}

}  // namespace ecommerce::config
