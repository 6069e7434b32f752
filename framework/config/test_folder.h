// SPDX-License-Identifier: Apache-2.0
// For tests: an empty folder that is removed at the end.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace ecommerce::config {

class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "ecommerce-config-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { std::filesystem::remove_all(path_); }

    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& file, std::string_view content) const {
        std::ofstream(path_ / file) << content;
    }

private:
    std::filesystem::path path_;
};

}  // namespace ecommerce::config
