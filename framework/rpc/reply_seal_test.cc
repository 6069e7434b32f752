// SPDX-License-Identifier: Apache-2.0
#include "framework/rpc/reply_seal.h"

#include <gtest/gtest.h>

namespace ecommerce::rpc {
namespace {

TEST(ReplySeal, OpensWhatItHasSealed) {
    const ReplySeal seal("/x/Place|user:1", "key-1");
    for (const std::string& reply : {std::string(), std::string("\0a reply", 8), std::string(100'000, 'x')}) {
        EXPECT_EQ(ReplySeal("/x/Place|user:1", "key-1").open("request", seal.seal("request", reply)), reply);
    }
    EXPECT_NE(seal.seal("request", "a reply"), seal.seal("request", "a reply"));
}

TEST(ReplySeal, OpensNothingElse) {
    const ReplySeal seal("/x/Place|user:1", "key-1");
    auto sealed = seal.seal("request", "a reply");
    EXPECT_FALSE(ReplySeal("/x/Place|user:1", "key-2").open("request", sealed));
    EXPECT_FALSE(ReplySeal("/x/Place|user:2", "key-1").open("request", sealed));
    EXPECT_FALSE(ReplySeal("/x/Place|user:", "1key-1").open("request", sealed))
        << "where the key begins is a part of it";
    EXPECT_FALSE(seal.open("request", sealed.substr(0, sealed.size() - 1)));
    EXPECT_FALSE(seal.open("another", sealed));
    EXPECT_FALSE(seal.open("request", ""));
    sealed.back() = char(sealed.back() ^ 1);
    EXPECT_FALSE(seal.open("request", sealed));
}

TEST(ReplySeal, ShowsNeitherKeyNorRequestNorReply) {
    const ReplySeal seal("/x/Place|user:1", "for-li.lei@example.com");
    EXPECT_EQ(seal.name().find("li.lei"), std::string::npos);
    EXPECT_EQ(seal.name().size(), 43U);
    EXPECT_EQ(seal.seal("request", "to Wensan Road").find("Wensan"), std::string::npos);
    const ReplySeal other("/x/Place|user:1", "another");
    EXPECT_EQ(seal.hash("password"), seal.hash("password"));
    EXPECT_NE(seal.hash("password"), seal.hash("Password"));
    EXPECT_NE(seal.hash("password"), other.hash("password"))
        << "nobody can look hashes up in a list of passwords";
}

}  // namespace
}  // namespace ecommerce::rpc
