// SPDX-License-Identifier: Apache-2.0
#include "framework/config/secret.h"

#include <sys/stat.h>

#include <atomic>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framework/config/configuration.h"
#include "framework/config/secret_file.h"
#include "framework/config/test_folder.h"

namespace ecommerce::config {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kHex = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

template <typename T>
concept Prints = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Prints<Secret>);

TEST(Secret, KeepsItsBytesThroughCopiesAndMoves) {
    Secret first("pass\0word");
    Secret copy = first;
    Secret moved = std::move(first);
    EXPECT_EQ(copy.reveal(), moved.reveal());
    copy = Secret("other");
    EXPECT_EQ(copy.reveal(), "other");
    EXPECT_FALSE(copy == moved);
    EXPECT_TRUE(Secret().empty());
    EXPECT_TRUE(Secret() == Secret(""));
}

TEST(Secret, WipesBytes) {
    std::string bytes = "password";
    wipe(bytes.data(), bytes.size());
    EXPECT_EQ(bytes, std::string(8, '\0'));
}

TEST(SecretFile, IsMadeOnceForTheOwnerAlone) {
    const TestFolder folder;
    const auto path = folder.path() / "secrets" / "auth.signing_key";
    EXPECT_TRUE(generate_secret_file(path));
    const auto first = read_secret_file(path);
    EXPECT_EQ(first.reveal().size(), 64U);
    EXPECT_FALSE(generate_secret_file(path));
    EXPECT_TRUE(read_secret_file(path) == first);
    struct stat file, parent;
    ASSERT_EQ(::stat(path.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
    ASSERT_EQ(::stat(path.parent_path().c_str(), &parent), 0);
    EXPECT_EQ(parent.st_mode & 0777U, 0700U);
}

TEST(SecretFile, IsNotMadeWhereNobodyMayWrite) {
    EXPECT_THROW(generate_secret_file("/proc/secrets/key"), Error);
}

TEST(SecretFile, LosesItsLineEndAlone) {
    const TestFolder folder;
    folder.write("password", " pass word \r\n");
    EXPECT_EQ(read_secret_file(folder.path() / "password").reveal(), " pass word ");
}

TEST(SecretFile, IsRefusedWhenItIsTooLarge) {
    const TestFolder folder;
    folder.write("log", std::string(70'000, 'x'));
    EXPECT_THROW(read_secret_file(folder.path() / "log"), Error);
}

TEST(SecretSetting, ComesFromAFileNamedInTheEnvironmentOrInYaml) {
    const TestFolder folder;
    folder.write("password", "from-file\n");
    const std::string path = (folder.path() / "password").string();
    auto configuration = Configuration::load("", {{"REDIS_PASSWORD_FILE", path}});
    EXPECT_EQ(configuration.section("redis").secret("password", {}).reveal(), "from-file");
    configuration.check();
    folder.write("a.yaml", "redis:\n  password_file: " + path + "\n");
    configuration = Configuration::load(folder.path(), {});
    EXPECT_EQ(configuration.section("redis").secret("password", {}).reveal(), "from-file");
    configuration.check();
    EXPECT_THAT(configuration.print(), HasSubstr("password: ********  # " + path));
}

TEST(SecretSetting, ComesFromTheSecretsDirectory) {
    const TestFolder folder;
    folder.write("redis.password", "mounted");
    auto configuration = Configuration::load("", {{"ECOMMERCE_SECRETS_DIRECTORY", folder.path().string()}});
    EXPECT_EQ(configuration.section("redis").secret("password", {}).reveal(), "mounted");
    EXPECT_TRUE(configuration.section("mail").secret("password", {}).empty());
    configuration.check();
}

TEST(SecretSetting, NeverShowsItsValueInAProblem) {
    auto configuration = Configuration::load(
        "", {{"ECOMMERCE_AUTH_SIGNING_KEY", "hunter2"}, {"ECOMMERCE_MAIL_PASSWORD_FILE", "/nowhere/mail"}});
    configuration.section("auth").key("signing_key", {.help = "signs tokens"});
    configuration.section("mail").secret("password", {.help = "of the mail server", .required = true});
    try {
        configuration.check();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(
            error.problems(),
            ElementsAre(
                "auth.signing_key must be 64 hex digits, as `openssl rand -hex 32` makes them.",
                "mail.password has no value: Cannot read the secret file /nowhere/mail: No such file or directory.",
                HasSubstr("mail.password is required")));
    }
}

TEST(SecretSetting, AKeyIsDecodedToItsBytes) {
    auto configuration = Configuration::load("", {{"ECOMMERCE_AUTH_SIGNING_KEY", kHex}});
    const auto key = configuration.section("auth").key("signing_key", {});
    ASSERT_EQ(key.reveal().size(), 32U);
    EXPECT_EQ(key.reveal().substr(0, 2), std::string_view("\x00\x11", 2));
    EXPECT_EQ(key.reveal().back(), '\xff');
}

TEST(SecretSetting, AKeyIsMadeOnceWhenThatIsAllowed) {
    const TestFolder folder;
    const Variables environment{{"ECOMMERCE_SECRETS_DIRECTORY", (folder.path() / "made").string()},
                                {"ECOMMERCE_SECRETS_GENERATE", "yes"}};
    auto first = Configuration::load("", environment);
    const auto key = first.section("auth").key("signing_key", {});
    EXPECT_EQ(key.reveal().size(), 32U);
    auto second = Configuration::load("", environment);
    EXPECT_TRUE(second.section("auth").key("signing_key", {}) == key);
    EXPECT_TRUE(second.section("mail").secret("password", {}).empty());
    const auto password = second.section("postgres").section("order").secret("password", {.generate = true});
    EXPECT_EQ(password.reveal().size(), 64U);
    second.check();
    auto third = Configuration::load("", environment);
    EXPECT_TRUE(third.section("postgres").section("order").secret("password", {}) == password);
    auto strict = Configuration::load("", {});
    strict.section("auth").key("signing_key", {});
    EXPECT_THROW(strict.check(), Error);
}

TEST(SecretSetting, ProcessesThatStartTogetherFindTheSameKey) {
    const TestFolder folder;
    std::atomic<int> makers = 0;
    std::vector<std::jthread> threads;
    threads.reserve(8);
    const auto path = folder.path() / "key";
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] { makers += generate_secret_file(path) ? 1 : 0; });
    }
    threads.clear();
    EXPECT_EQ(makers, 1);
    EXPECT_EQ(read_secret_file(path).reveal().size(), 64U);
}

}  // namespace
}  // namespace ecommerce::config
