// SPDX-License-Identifier: Apache-2.0
#include "application/gateway/web_files.h"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "application/gateway/web_folder_fixture.h"

namespace ecommerce::gateway {
namespace {

using ::testing::HasSubstr;

std::string refusal(const WebFolder& folder, std::size_t bytes_max = kWebBytesMax) {
    try {
        read_web_folder(folder.path(), "gateway.web_folder", bytes_max);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "";
}

TEST(WebFiles, HaveTheirPackedFormsBesideThem) {
    const WebFolder folder;
    folder.write("index.html", "a whole page");
    folder.write("assets/a-1.js", "a whole script");
    folder.write("assets/a-1.js.br", "b");
    folder.write("assets/a-1.js.gz", "larger than the script itself");
    folder.write("backup.tar.gz", "of nothing");
    const auto files = read_web_folder(folder.path());
    EXPECT_EQ(files.size(), 3U);
    const auto& script = files.at("assets/a-1.js");
    EXPECT_EQ(script.bytes, "a whole script");
    EXPECT_EQ(script.brotli, "b");
    EXPECT_EQ(script.gzip, "");
    EXPECT_EQ(files.at("backup.tar.gz").bytes, "of nothing");
}

TEST(WebFiles, AreNotTheHiddenOnes) {
    const WebFolder folder;
    folder.write("index.html", "page");
    folder.write(".env", "secret");
    folder.write(".vite/manifest.json", "{}");
    EXPECT_EQ(read_web_folder(folder.path()).size(), 1U);
}

TEST(WebFiles, NeedAnIndex) {
    const WebFolder folder;
    EXPECT_THAT(refusal(folder), HasSubstr("There is no index.html in " + folder.path().string()));
    EXPECT_THROW(read_web_folder("/nowhere/at/all"), std::runtime_error);
}

TEST(WebFiles, StayInTheirFolder) {
    const WebFolder other;
    other.write("secret.txt", "secret");
    const WebFolder folder;
    folder.write("index.html", "page");
    folder.write("real.txt", "real");
    std::filesystem::create_symlink("real.txt", folder.path() / "alias.txt");
    EXPECT_EQ(read_web_folder(folder.path()).at("alias.txt").bytes, "real");

    std::filesystem::create_symlink(other.path() / "secret.txt", folder.path() / "secret.txt");
    EXPECT_THAT(refusal(folder), HasSubstr("The link secret.txt leads out of the folder"));
    std::filesystem::remove(folder.path() / "secret.txt");
    std::filesystem::create_directory_symlink(other.path(), folder.path() / "all");
    EXPECT_THAT(refusal(folder), HasSubstr("The link all leads out of the folder"));
    std::filesystem::remove(folder.path() / "all");
    std::filesystem::create_symlink("nothing", folder.path() / "dangling");
    EXPECT_THAT(refusal(folder), HasSubstr("The link dangling leads out"));
}

TEST(WebFiles, FitIntoTheirMemory) {
    const WebFolder folder;
    folder.write("index.html", std::string(600, 'x'));
    folder.write("more.txt", std::string(500, 'x'));
    EXPECT_EQ(refusal(folder, 1100), "");
    EXPECT_THAT(refusal(folder, 1099), HasSubstr("are larger than"));
}

}  // namespace
}  // namespace ecommerce::gateway
