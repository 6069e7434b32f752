// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/web_files.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace ecommerce::gateway {

namespace {

namespace fs = std::filesystem;

class Reader {
public:
    Reader(const fs::path& folder, std::string_view setting, std::size_t bytes_max)
        : folder_(folder),
          setting_(setting),
          root_(fs::canonical(folder)),
          left_(bytes_max),
          bytes_max_(bytes_max) {}

    std::map<std::string, std::string, std::less<>> read() {
        std::map<std::string, std::string, std::less<>> files;
        for (auto entry = fs::recursive_directory_iterator(root_); entry != fs::end(entry); ++entry) {
            if (entry->path().filename().string().starts_with('.')) {
                entry.disable_recursion_pending();
                continue;
            }
            if (entry->is_symlink()) check_link(entry->path());
            if (!entry->is_regular_file()) continue;
            files.emplace(entry->path().lexically_relative(root_).generic_string(), read(entry->path()));
        }
        return files;
    }

private:
    void check_link(const fs::path& link) const {
        std::error_code missing;
        const auto target = fs::canonical(link, missing);
        const auto [end, rest] = std::ranges::mismatch(root_, target);
        if (missing || end != root_.end()) {
            throw std::runtime_error(
                fmt::format("The link {} leads out of the folder {} ({}): put the file itself there.",
                            link.lexically_relative(root_).string(), folder_.string(), setting_));
        }
    }

    std::string read(const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        std::string bytes(std::min<std::uintmax_t>(fs::file_size(path), left_ + 1), '\0');
        file.read(bytes.data(), std::streamsize(bytes.size()));
        if (!file) throw std::runtime_error(fmt::format("The file {} cannot be read.", path.string()));
        if (bytes.size() > left_) {
            throw std::runtime_error(fmt::format("The files in {} ({}) are larger than {} MiB together.",
                                                 folder_.string(), setting_, bytes_max_ >> 20));
        }
        left_ -= bytes.size();
        return bytes;
    }

    const fs::path folder_;
    const std::string_view setting_;
    const fs::path root_;
    std::size_t left_;
    const std::size_t bytes_max_;
};

}  // namespace

std::map<std::string, WebFile, std::less<>> read_web_folder(const fs::path& folder, std::string_view setting,
                                                            std::size_t bytes_max) {
    if (!fs::is_regular_file(folder / "index.html")) {
        throw std::runtime_error(fmt::format(
            "There is no index.html in {} ({}): `make run` builds the pages, and an empty setting "
            "serves none.",
            folder.string(), setting));
    }
    auto raw = Reader(folder, setting, bytes_max).read();
    std::map<std::string, WebFile, std::less<>> files;
    for (auto& [name, bytes] : raw) {
        const auto packed = [&raw, &bytes](const std::string& sibling) {
            const auto found = raw.find(sibling);
            // One that saves nothing is not worth the client's work.
            const bool useful = found != raw.end() && found->second.size() < bytes.size();
            return useful ? found->second : std::string();
        };
        const bool is_packed = name.ends_with(".br") || name.ends_with(".gz");
        if (is_packed && raw.contains(name.substr(0, name.size() - 3))) continue;
        files[name] = {.bytes = bytes, .brotli = packed(name + ".br"), .gzip = packed(name + ".gz")};
    }
    return files;
}

}  // namespace ecommerce::gateway
