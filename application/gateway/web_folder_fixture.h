// SPDX-License-Identifier: Apache-2.0
// For tests: a folder of web files that is removed at the end.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace ecommerce::gateway {

class WebFolder {
public:
    WebFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "ecommerce-web-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    WebFolder(const WebFolder&) = delete;
    WebFolder& operator=(const WebFolder&) = delete;
    ~WebFolder() { std::filesystem::remove_all(path_); }

    const std::filesystem::path& path() const { return path_; }
    void write(const std::string& file, std::string_view content) const {
        std::filesystem::create_directories((path_ / file).parent_path());
        std::ofstream(path_ / file, std::ios::binary) << content;
    }

private:
    std::filesystem::path path_;
};

}  // namespace ecommerce::gateway
