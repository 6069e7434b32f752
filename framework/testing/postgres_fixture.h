// SPDX-License-Identifier: Apache-2.0
// Tests with a PostgreSQL database of their own: made for each test from a template that is prepared once
// for the process, and dropped after it.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "framework/postgres/database.h"
#include "framework/runtime/loop.h"
#include "framework/testing/run.h"

namespace ecommerce::testing {

// Makes an empty database, or a copy of `from`, and drops it in the end.
class TemporaryDatabase {
public:
    explicit TemporaryDatabase(const std::string& from = "template0");
    ~TemporaryDatabase();
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

    const std::string& name() const { return name_; }
    const std::string& source() const { return source_; }  // as the account that owns it

    // Runs statements over a connection of its own, one simple query; fails the test on an error.
    void execute(const std::string& sql) const;
    // The first column of the first row, as text; empty when there is none.
    std::string value(const std::string& sql) const;

private:
    std::string name_;
    std::string source_;
};

// `source` with another database.
std::string with_database(const std::string& source, const std::string& database);

class PostgresFixture : public ::testing::Test {
protected:
    PostgresFixture();
    ~PostgresFixture() override;

    void SetUp() override;
    void TearDown() override;

    // Classes with a template name it and fill it, for example with migrations.
    virtual std::string template_name() const { return ""; }
    virtual void prepare_template(const TemporaryDatabase&) {}
    // What the test's database() is opened with.
    virtual postgres::DatabaseOptions options() const;

    const TemporaryDatabase& temporary() const { return *temporary_; }
    const std::string& source() const { return temporary_->source(); }
    postgres::Database& database() { return *database_; }
    postgres::ConnectionBudget& budget() { return budget_; }
    runtime::Loops& loops() { return loops_; }
    template <typename T>
    T run(Task<T> task, std::size_t loop = 0) {
        return testing::run(loops_, std::move(task), loop);
    }

    CallContext context = context_with();

private:
    runtime::Loops loops_{2};
    postgres::ConnectionBudget budget_{20};
    std::unique_ptr<TemporaryDatabase> temporary_;
    std::unique_ptr<postgres::Database> database_;
};

}  // namespace ecommerce::testing
