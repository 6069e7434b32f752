// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/servers.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

#include "framework/testing/scripts.h"

namespace ecommerce::testing {

namespace fs = std::filesystem;

namespace {

const std::string kScript = project_file("tools/servers");

// Both servers run in their data folder, and nobody else does.
std::vector<pid_t> processes_in(const fs::path& folder) {
    std::vector<pid_t> found;
    for (const auto& entry : fs::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        pid_t pid = 0;
        const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (failure != std::errc() || end != name.data() + name.size()) continue;
        std::error_code gone;
        if (fs::read_symlink(entry.path() / "cwd", gone) == folder) found.push_back(pid);
    }
    return found;
}

}  // namespace

std::uint16_t free_port() {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = fd >= 0 && bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    if (fd >= 0) ::close(fd);
    if (!bound) throw std::runtime_error("found no free port");
    return ntohs(address.sin_port);
}

Servers::Servers() : folder_(owned_folder(fs::temp_directory_path(), "ecommerce-test-", kScript)) {
    must_run(kScript + " start " + folder_.string() + " --pg-port 0 --kv-port 0 --fsync off");
    auto values = lines_of(run_command(kScript + " env " + folder_.string()));
    db_source_ = values["DB_SOURCE"];
    redis_address_ = values["REDIS_ADDRESS"];
    redis_password_ = values["REDIS_PASSWORD"];
    data_ = lines_of(run_command("cat " + (folder_ / "servers.state").string()))["DATA"];
}

Servers::~Servers() {
    try {
        thaw(Which::postgres);
        thaw(Which::redis);
        remove_owned(folder_, kScript);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "cannot remove the servers of a test: %s\n", e.what());
    }
}

void Servers::stop(Which server) {
    must_run(kScript + " stop " + folder_.string() + (server == Which::postgres ? " pg" : " kv"));
}

void Servers::start(Which) {
    must_run(kScript + " start " + folder_.string());
}

void Servers::restart(Which server) {
    stop(server);
    start(server);
}

void Servers::kill(Which server) {
    signal(server, SIGKILL);
    // Their ports and files are free only when they are gone.
    while (!processes_in(data_ / (server == Which::postgres ? "pg" : "kv")).empty()) usleep(1000);
}

void Servers::freeze(Which server) {
    signal(server, SIGSTOP);
}

void Servers::thaw(Which server) {
    signal(server, SIGCONT);
}

void Servers::signal(Which server, int number) {
    for (const auto pid : processes_in(data_ / (server == Which::postgres ? "pg" : "kv")))
        ::kill(pid, number);
}

const ServerAddresses& server_addresses() {
    static std::unique_ptr<Servers> own;
    static const ServerAddresses addresses = [] {
        const auto* source = getenv("TEST_DB_SOURCE");
        const auto* redis = getenv("TEST_REDIS_ADDRESS");
        const auto* password = getenv("TEST_REDIS_PASSWORD");
        if (source && redis) return ServerAddresses{source, redis, password ? password : ""};
        own = std::make_unique<Servers>();
        return ServerAddresses{own->db_source(), own->redis_address(), own->redis_password()};
    }();
    return addresses;
}

}  // namespace ecommerce::testing
