// SPDX-License-Identifier: Apache-2.0
#include "application/ecommerce/erasure/needles.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecommerce::erasure {
namespace {

namespace fs = std::filesystem;

class Needles : public ::testing::Test {
protected:
    void SetUp() override { fs::remove(path); }
    void TearDown() override { fs::remove(path); }
    void write(const std::string& text) const {
        std::ofstream(path) << text;
        fs::permissions(path, fs::perms::owner_read);
    }
    const fs::path path = fs::path(::testing::TempDir()) / "erasure_needles";
};

TEST_F(Needles, AreReadAsTheyWereWritten) {
    const std::vector<Needle> needles{{"note", "two\nlines\tand a \\ in them"}, {"name", "李雷 #1"}};
    save(path, needles);
    EXPECT_EQ(load(path), needles);
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Needles, AreNotWrittenOverOthers) {
    save(path, {{"name", "Li Lei"}});
    EXPECT_THROW(save(path, {{"name", "Han Meimei"}}), std::runtime_error);
    EXPECT_EQ(load(path), (std::vector<Needle>{{"name", "Li Lei"}}));
}

TEST_F(Needles, AreNotTakenFromAFileThatOthersCanRead) {
    save(path, {{"name", "Li Lei"}});
    fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
    EXPECT_THROW(load(path), std::runtime_error);
}

TEST_F(Needles, MayBeAddedByHand) {
    write("# remark\n\nguest token\tabc\n");
    EXPECT_EQ(load(path), (std::vector<Needle>{{"guest token", "abc"}}));
}

TEST_F(Needles, AreNamedOrRefused) {
    write("no tab here\n");
    EXPECT_THROW(load(path), std::runtime_error);
    EXPECT_THROW(load(path / "missing"), std::runtime_error);
}

TEST_F(Needles, OfAnEmptyFileProveNothing) {
    write("# nothing\n");
    EXPECT_THROW(load(path), std::runtime_error);
}

}  // namespace
}  // namespace ecommerce::erasure
