// SPDX-License-Identifier: Apache-2.0
// A node of OpenSearch of the test's own, which it may stop, freeze and kill.
#pragma once

#include <filesystem>
#include <string>

namespace ecommerce::testing {

// In a folder of its own that goes with this object. Uses tools/opensearch; throws std::runtime_error when it does not
// start. One thread at a time.
class OpenSearchNode {
public:
    // With an account, "name:password", it answers nobody else.
    explicit OpenSearchNode(const std::string& account = "");
    ~OpenSearchNode();
    OpenSearchNode(const OpenSearchNode&) = delete;
    OpenSearchNode& operator=(const OpenSearchNode&) = delete;

    const std::string& address() const { return address_; }  // "http://127.0.0.1:9200"

    void start();  // what is killed
    void kill();   // kill -9
    void freeze();
    void thaw();

private:
    void signal(int number) const;

    std::filesystem::path folder_;
    std::string address_;
};

// Where tests of this process find one: TEST_OPENSEARCH, or one that is started at the first call and ends with the
// process. It is shared: names of indices have to be the test's own.
const std::string& opensearch_address();

}  // namespace ecommerce::testing
