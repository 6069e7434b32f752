// SPDX-License-Identifier: Apache-2.0
#include "framework/testing/scripts.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace ecommerce::testing {

namespace fs = std::filesystem;

namespace {

struct Said {
    std::string text;
    bool well = false;
};

Said said_by(const std::string& command) {
    int status = -1;
    const auto close = [&status](std::FILE* file) { status = pclose(file); };
    Said said;
    {
        const std::unique_ptr<std::FILE, decltype(close)> pipe(popen((command + " 2>&1").c_str(), "r"),
                                                               close);
        if (!pipe) throw std::runtime_error("cannot run " + command);
        std::array<char, 4096> buffer;
        while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
            said.text.append(buffer.data(), size);
    }
    said.well = status == 0;
    return said;
}

void remove_orphans(const fs::path& parent, const std::string& prefix, const std::string& script) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(parent, ignored)) {
        if (!entry.path().filename().string().starts_with(prefix)) continue;
        long owner = 0;
        if (!(std::ifstream(entry.path() / "owner") >> owner)) continue;
        if (::kill(pid_t(owner), 0) == 0 || errno != ESRCH) continue;
        fs::remove(entry.path() / "owner", ignored);  // one process takes it on
        run_command(script + " remove " + entry.path().string());
    }
}

}  // namespace

std::string project_file(const std::string& name) {
    return std::string(ECOMMERCE_ROOT) + '/' + name;
}

std::string run_command(const std::string& command) {
    return said_by(command).text;
}

std::string must_run(const std::string& command) {
    auto said = said_by(command);
    if (!said.well) throw std::runtime_error(command + ": " + said.text);
    return std::move(said.text);
}

std::map<std::string, std::string> lines_of(const std::string& text) {
    std::map<std::string, std::string> values;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (const auto equals = line.find('='); equals != std::string::npos) {
            values[line.substr(0, equals)] = line.substr(equals + 1);
        }
        at = end + 1;
    }
    return values;
}

fs::path owned_folder(const fs::path& parent, const std::string& prefix, const std::string& script) {
    remove_orphans(parent, prefix, script);
    std::string name = (parent / prefix).string() + "XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder in " + parent.string());
    fs::permissions(name, fs::perms(0755));
    std::ofstream(fs::path(name) / "owner") << getpid();
    return name;
}

void remove_owned(const fs::path& folder, const std::string& script) {
    fs::remove(folder / "owner");
    run_command(script + " remove " + folder.string());
}

}  // namespace ecommerce::testing
