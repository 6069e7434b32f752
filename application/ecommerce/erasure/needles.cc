// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/needles.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace ecommerce::erasure {

namespace {

constexpr mode_t kOwnerOnly = 0600;
constexpr mode_t kOthers = 0077;

std::string escaped(std::string_view text) {
    std::string line;
    for (const char c : text) {
        switch (c) {
        case '\\': line += "\\\\"; break;
        case '\n': line += "\\n"; break;
        case '\t': line += "\\t"; break;
        default: line += c;
        }
    }
    return line;
}

std::string unescaped(std::string_view line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '\\' || i + 1 == line.size()) {
            text += line[i];
            continue;
        }
        const char next = line[++i];
        text += next == 'n' ? '\n' : next == 't' ? '\t' : next;
    }
    return text;
}

std::runtime_error trouble(const std::filesystem::path& path, std::string_view what) {
    return std::runtime_error("The file " + path.string() + " " + std::string(what));
}

void write_all(int file, std::string_view text, const std::filesystem::path& path) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written <= 0) throw trouble(path, "could not be written.");
        text.remove_prefix(std::size_t(written));
    }
}

}  // namespace

void save(const std::filesystem::path& path, const std::vector<Needle>& needles) {
    std::string text =
        "# Personal data, for `ecommerce erasure-check --against`. Delete this file when the check has passed.\n";
    for (const auto& needle : needles) text += escaped(needle.kind) + "\t" + escaped(needle.value) + "\n";
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnly);
    if (file < 0) {
        throw trouble(path, errno == EEXIST ? "exists already; give another name." : "could not be made.");
    }
    try {
        write_all(file, text, path);
    } catch (...) {
        ::close(file);
        throw;
    }
    if (::close(file) != 0) throw trouble(path, "could not be written.");
}

std::vector<Needle> load(const std::filesystem::path& path) {
    struct stat about{};
    std::ifstream file(path);
    if (!file || ::stat(path.c_str(), &about) != 0) throw trouble(path, "cannot be read.");
    if ((about.st_mode & kOthers) != 0) {
        throw trouble(path, "holds personal data and can be read by others: chmod 600 it first.");
    }
    std::vector<Needle> needles;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto tab = line.find('\t');
        if (tab == 0 || tab == std::string::npos || tab + 1 == line.size()) {
            throw trouble(path, "should say kind, tab, text in line " + std::to_string(number) + ".");
        }
        needles.push_back({unescaped(std::string_view(line).substr(0, tab)),
                           unescaped(std::string_view(line).substr(tab + 1))});
    }
    if (needles.empty()) throw trouble(path, "names nothing to look for.");
    return needles;
}

}  // namespace ecommerce::erasure
