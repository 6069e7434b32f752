// SPDX-License-Identifier: Apache-2.0
#include "framework/postgres/idempotency_store.h"

#include <gtest/gtest.h>

#include "framework/postgres/migrations.h"
#include "framework/postgres/postgres_migrations.h"
#include "framework/runtime/spawn.h"
#include "framework/testing/fake_clock.h"
#include "framework/testing/postgres_fixture.h"

namespace ecommerce::postgres {
namespace {

using namespace std::chrono_literals;
using State = IdempotencyClaim::State;

constexpr Write kEffect{R"sql(INSERT INTO effects DEFAULT VALUES)sql"};

class IdempotencyStoreTest : public testing::PostgresFixture {
protected:
    std::string template_name() const override { return "platform"; }
    void prepare_template(const testing::TemporaryDatabase& fresh) override {
        const MigrationTarget target{fresh.source(), "public", std::string(kPlatformVersionTable)};
        ASSERT_TRUE(migrate_up(target, migrations()));
        fresh.execute("CREATE TABLE effects (id BIGSERIAL CONSTRAINT effects_pk PRIMARY KEY)");
    }
    // What a method does under its claim.
    Result<void> commit_effect(std::int64_t attempt, TransactionOptions options = {}) {
        auto call = context;
        call.key_claim = std::make_shared<KeyClaim>(id.scope, id.key, attempt);
        auto body = [](Transaction& tx) -> Task<Result<void>> {
            tx.queue(kEffect);
            co_return {};
        };
        return run(database().transaction(call, options, body));
    }
    std::string effects() { return temporary().value("SELECT COUNT(*) FROM effects"); }
    IdempotencyClaim claim(const std::string& hash) {
        return run(store().claim(context, id, hash, 30s)).value();
    }
    IdempotencyStore& store() {
        if (!store_) store_.emplace(database(), clock);
        return *store_;
    }
    void TearDown() override {
        store_.reset();
        PostgresFixture::TearDown();
    }

    const IdempotencyId id{"/x/Pay user 1", "key-1"};
    const std::string hash = std::string(31, '\0') + "a";
    const std::string other = std::string(31, '\0') + "b";
    testing::FakeClock clock;

private:
    std::optional<IdempotencyStore> store_;
};

TEST_F(IdempotencyStoreTest, ARepeatedCallGetsTheFirstReply) {
    const auto first = claim(hash);
    EXPECT_EQ(first.state, State::mine);
    EXPECT_EQ(claim(hash).state, State::running);
    EXPECT_EQ(claim(other).state, State::other_request);
    const std::string reply("\0reply", 6);
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, reply)));
    const auto again = claim(hash);
    EXPECT_EQ(again.state, State::finished);
    EXPECT_EQ(again.reply, reply);
    EXPECT_EQ(claim(other).state, State::other_request);
}

TEST_F(IdempotencyStoreTest, SaysWhichKeysAreHeldWithoutTakingThem) {
    const auto holds = [this] { return run(store().holds(context, id)).value(); };
    EXPECT_FALSE(holds());
    EXPECT_FALSE(holds()) << "to look is not to claim";
    const auto first = claim(hash);
    EXPECT_TRUE(holds());
    clock.advance(31s);
    EXPECT_FALSE(holds()) << "its lease has expired";
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, "reply")));
    EXPECT_TRUE(holds());
}

TEST_F(IdempotencyStoreTest, KeysOfOthersAreOthers) {
    EXPECT_EQ(claim(hash).state, State::mine);
    EXPECT_EQ(run(store().claim(context, {"/x/Pay user 2", "key-1"}, other, 30s))->state, State::mine);
}

TEST_F(IdempotencyStoreTest, AnAbandonedKeyIsFreeForAnyRequest) {
    const auto first = claim(hash);
    ASSERT_TRUE(run(store().abandon(context, id, first.attempt)));
    EXPECT_EQ(claim(other).state, State::mine);
}

TEST_F(IdempotencyStoreTest, AnExpiredClaimIsTakenOverAndItsFirstOwnerChangesNothing) {
    const auto first = claim(hash);
    clock.advance(31s);
    EXPECT_EQ(claim(other).state, State::other_request);
    const auto second = claim(hash);
    EXPECT_EQ(second.state, State::mine);
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, "late")));
    ASSERT_TRUE(run(store().abandon(context, id, first.attempt)));
    EXPECT_EQ(claim(hash).state, State::running);
    ASSERT_TRUE(run(store().complete(context, id, second.attempt, "right")));
    ASSERT_TRUE(run(store().abandon(context, id, second.attempt)));
    EXPECT_EQ(claim(hash).reply, "right");
}

TEST_F(IdempotencyStoreTest, AKeyThatWasLeftIsItsRequestsAlone) {
    const auto first = claim(hash);
    ASSERT_TRUE(run(store().leave(context, id, first.attempt)));
    EXPECT_EQ(claim(other).state, State::other_request);
    EXPECT_EQ(claim(hash).state, State::mine);
}

TEST_F(IdempotencyStoreTest, ACommittedEffectIsNeverRunAgain) {
    const auto first = claim(hash);
    ASSERT_TRUE(commit_effect(first.attempt));
    EXPECT_EQ(claim(hash).state, State::running) << "its call may still answer";
    ASSERT_TRUE(run(store().abandon(context, id, first.attempt)));
    ASSERT_TRUE(run(store().leave(context, id, first.attempt)));
    EXPECT_EQ(claim(hash).state, State::done);
    EXPECT_EQ(claim(other).state, State::other_request);
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, "late")));
    EXPECT_EQ(claim(hash).reply, "late");
    EXPECT_EQ(effects(), "1");
}

TEST_F(IdempotencyStoreTest, ATransactionWhoseClaimIsLostCommitsNothing) {
    const auto first = claim(hash);
    clock.advance(31s);
    const auto second = claim(hash);
    EXPECT_EQ(second.state, State::mine);
    const auto late = commit_effect(first.attempt);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason(), "CLAIM_LOST");
    EXPECT_EQ(effects(), "0");
    EXPECT_TRUE(commit_effect(second.attempt));
    EXPECT_TRUE(commit_effect(second.attempt)) << "a method may have several transactions";
    EXPECT_EQ(effects(), "2");
}

TEST_F(IdempotencyStoreTest, WhatMayBeRunAgainRecordsNothing) {
    const auto first = claim(hash);
    ASSERT_TRUE(commit_effect(first.attempt, {.repeatable = true}));
    ASSERT_TRUE(run(store().leave(context, id, first.attempt)));
    EXPECT_EQ(claim(hash).state, State::mine);
}

// A call whose caller gives up while the effect is being committed.
struct Hurried {
    Database& database;
    IdempotencyStore& keys;
    CallContext context;
    IdempotencyId id;
    std::string hash;

    Task<void> run(int& committed) const {
        auto call = context;
        const auto got = co_await keys.claim(call, id, hash, 30s);
        if (!got || got->state != State::mine) co_return;
        call.key_claim = std::make_shared<KeyClaim>(id.scope, id.key, got->attempt);
        runtime::TaskGroup group;
        group.start(effect(call, committed));
        auto own = context;
        (void)co_await keys.leave(own, id, got->attempt);
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    }

private:
    Task<void> effect(CallContext& call, int& committed) const {
        auto body = [](Transaction& tx) -> Task<Result<void>> {
            tx.queue(kEffect);
            co_return {};
        };
        if (co_await database.transaction(call, body)) ++committed;
    }
};

TEST_F(IdempotencyStoreTest, ARetryDuringTheCommitDoesNotRepeatTheEffect) {
    const auto round = [](const Hurried& call, int& committed) -> Task<void> {
        runtime::TaskGroup group;
        for (int i = 0; i < 4; ++i) group.start(call.run(committed));
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    for (int i = 0; i < 25; ++i) {
        int committed = 0;
        const Hurried call{
            database(), store(), context, {"/x/Add user 1", "race-" + std::to_string(i)}, hash};
        run(round(call, committed));
        EXPECT_LE(committed, 1);
    }
    EXPECT_GT(std::stoi(effects()), 0);
}

TEST_F(IdempotencyStoreTest, OneOfManyAtOnceGetsTheClaim) {
    auto body = [](IdempotencyStore& keys, CallContext& ctx, IdempotencyId name, std::string digest,
                   int& mine) -> Task<void> {
        runtime::TaskGroup group;
        auto one = [](IdempotencyStore& inner, CallContext& inner_ctx, IdempotencyId its,
                      std::string its_hash, int& count) -> Task<void> {
            auto got = co_await inner.claim(inner_ctx, its, its_hash, 30s);
            if (got && got->state == State::mine) ++count;
        };
        for (int i = 0; i < 50; ++i) group.start(one(keys, ctx, name, digest, mine));
        while (group.running() > 0) co_await runtime::sleep(1ms);
        co_await group.close();
    };
    int mine = 0;
    run(body(store(), context, id, hash, mine));
    EXPECT_EQ(mine, 1);
}

TEST_F(IdempotencyStoreTest, RepliesOfAScopeAreErasedAndTheirKeysStay) {
    const IdempotencyId other_scope{"/x/Pay user 2", "key-1"};
    const auto theirs = run(store().claim(context, other_scope, hash, 30s)).value();
    ASSERT_TRUE(run(store().complete(context, other_scope, theirs.attempt, "theirs")));
    const auto first = claim(hash);
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, "mine")));
    const auto erase = [this](Transaction& tx) -> Task<Result<void>> {
        IdempotencyStore::erase_replies(tx, id.scope);
        co_return {};
    };
    ASSERT_TRUE(run(database().transaction(context, erase)));
    EXPECT_EQ(temporary().value("SELECT reply = '' FROM idempotency_keys WHERE scope = '" + id.scope + "'"),
              "t");
    EXPECT_NE(claim(hash).state, State::mine) << "it is not carried out again";
    EXPECT_EQ(run(store().claim(context, other_scope, hash, 30s))->reply, "theirs");
}

TEST_F(IdempotencyStoreTest, KeysAreKeptForADayAndThenCleaned) {
    const auto first = claim(hash);
    ASSERT_TRUE(run(store().complete(context, id, first.attempt, "done")));
    clock.advance(24h);
    EXPECT_EQ(run(store().clean(context)).value(), 0);
    EXPECT_EQ(claim(hash).state, State::finished);
    clock.advance(1s);
    EXPECT_EQ(run(store().clean(context)).value(), 1);
    EXPECT_EQ(claim(other).state, State::mine);
}

}  // namespace
}  // namespace ecommerce::postgres
