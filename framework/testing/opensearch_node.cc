// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/opensearch_node.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "framework/testing/scripts.h"

namespace ecommerce::testing {

namespace {

const std::string kScript = project_file("tools/opensearch/node");

// It syncs its files all the time, and there that costs nothing.
std::filesystem::path parent() {
    const std::filesystem::path memory = "/dev/shm";
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

OpenSearchNode::OpenSearchNode(const std::string& account)
    : folder_(owned_folder(parent(), "ecommerce-node-", kScript)),
      address_(first_line(must_run(kScript + " start " + folder_.string() +
                                   (account.empty() ? "" : " --account " + account)))) {}

OpenSearchNode::~OpenSearchNode() {
    try {
        remove_owned(folder_, kScript);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "cannot remove the OpenSearch of a test: %s\n", e.what());
    }
}

void OpenSearchNode::start() {
    must_run(kScript + " start " + folder_.string());
}

void OpenSearchNode::kill() {
    must_run(kScript + " kill " + folder_.string());
}

void OpenSearchNode::freeze() {
    signal(SIGSTOP);
}

void OpenSearchNode::thaw() {
    signal(SIGCONT);
}

void OpenSearchNode::signal(int number) const {
    ::kill(pid_t(std::stol(must_run(kScript + " pid " + folder_.string()))), number);
}

const std::string& opensearch_address() {
    static std::unique_ptr<OpenSearchNode> own;
    static const std::string address = [] {
        if (const auto* given = std::getenv("TEST_OPENSEARCH")) return std::string(given);
        own = std::make_unique<OpenSearchNode>();
        return own->address();
    }();
    return address;
}

}  // namespace ecommerce::testing
