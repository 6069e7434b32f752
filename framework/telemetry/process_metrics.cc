// SPDX-License-Identifier: Apache-2.0
#include "framework/telemetry/process_metrics.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "framework/telemetry/semconv.h"

namespace ecommerce::telemetry {
namespace {

struct ProcessState {
    double user_seconds = 0;
    double system_seconds = 0;
    double threads = 0;
    double virtual_bytes = 0;
    double resident_bytes = 0;
};

// Fields of /proc/self/stat after the name, counted from 3 as proc(5) does; the name may hold anything.
ProcessState read_process_state() {
    std::ifstream file("/proc/self/stat");
    const std::string line(std::istreambuf_iterator<char>(file), {});
    const auto end_of_name = line.rfind(')');
    ProcessState state;
    if (end_of_name == std::string::npos) return state;
    std::istringstream rest(line.substr(end_of_name + 2));
    std::string field;
    const double ticks = double(::sysconf(_SC_CLK_TCK));
    for (int number = 3; number <= 24 && rest >> field; ++number) {
        double value = 0;
        std::from_chars(field.data(), field.data() + field.size(), value);
        switch (number) {
        case 14: state.user_seconds = value / ticks; break;
        case 15: state.system_seconds = value / ticks; break;
        case 20: state.threads = value; break;
        case 23: state.virtual_bytes = value; break;
        case 24: state.resident_bytes = value * double(::sysconf(_SC_PAGESIZE)); break;
        default: break;
        }
    }
    return state;
}

double open_files() {
    std::error_code failure;
    std::filesystem::directory_iterator entries("/proc/self/fd", failure);
    if (failure) return 0;
    double count = -1;  // the iterator's own
    for (const auto end = std::filesystem::directory_iterator(); entries != end; entries.increment(failure)) {
        if (failure) break;
        ++count;
    }
    return count;
}

// Bytes by interface and direction, of the network namespace: in a container, the container's.
void observe_network(Observed& observed) {
    std::ifstream file("/proc/self/net/dev");
    std::string line;
    while (std::getline(file, line)) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        const auto start = line.find_first_not_of(' ');
        const std::string name = line.substr(start, colon - start);
        std::istringstream numbers(line.substr(colon + 1));
        std::array<double, 9> values{};
        for (double& value : values) numbers >> value;
        observed.set(values[0], {{"network.interface.name", name}, {"network.io.direction", "receive"}});
        observed.set(values[8], {{"network.interface.name", name}, {"network.io.direction", "transmit"}});
    }
}

}  // namespace

ProcessMetrics::ProcessMetrics(Metrics& metrics) {
    const auto add = [&](const Instrument& instrument, Kind kind, std::function<void(Observed&)> callback) {
        observations_.push_back(metrics.observe(instrument, kind, std::move(callback)));
    };
    add(semconv::kProcessCpuTime, Kind::counter, [](Observed& observed) {
        const auto state = read_process_state();
        observed.set(state.user_seconds, {{"cpu.mode", "user"}});
        observed.set(state.system_seconds, {{"cpu.mode", "system"}});
    });
    add(semconv::kProcessMemoryUsage, Kind::up_down_counter,
        [](Observed& observed) { observed.set(read_process_state().resident_bytes); });
    add(semconv::kProcessMemoryVirtual, Kind::up_down_counter,
        [](Observed& observed) { observed.set(read_process_state().virtual_bytes); });
    add(semconv::kProcessThreadCount, Kind::up_down_counter,
        [](Observed& observed) { observed.set(read_process_state().threads); });
    add(semconv::kProcessFileDescriptorCount, Kind::up_down_counter,
        [](Observed& observed) { observed.set(open_files()); });
    add(semconv::kProcessUptime, Kind::gauge, [started = started_](Observed& observed) {
        observed.set(std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count());
    });
    add(semconv::kSystemNetworkIo, Kind::counter, observe_network);
}

}  // namespace ecommerce::telemetry
