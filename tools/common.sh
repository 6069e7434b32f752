# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

say() { printf '%s\n' "${0##*/}: $*"; }

# Ends the script with one plain sentence.
fail() {
    printf '%s\n' "${0##*/}: $*" >&2
    exit 1
}

# How many compilers may run at once: one a core, and each may need a gigabyte and a half.
compile_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)
    [ "$memory" -ge 1 ] || memory=1
    echo $((memory < cores ? memory : cores))
}

# The number in a pid file, if that process lives and runs the program $2 (which a rebuild may have replaced).
running_program() {
    local pid executable
    pid=$(cat "$1" 2>/dev/null) || return 1
    executable=$(readlink "/proc/$pid/exe") || return 1
    [ "${executable% (deleted)}" = "$(realpath -m "$2")" ] && echo "$pid"
}

# Every C++ file of the project, each name ended by a zero byte.
cpp_files() {
    local folders=() folder
    for folder in framework application tools tests bench; do
        [ ! -d "$folder" ] || folders+=("$folder")
    done
    find "${folders[@]}" -name node_modules -prune -o \( -name '*.cc' -o -name '*.h' \) -print0 | sort -z
}

# Installs the packages of a Node.js project as its lock file has them, once for each lock file.
node_project() {
    local mark=$1/node_modules/.installed
    cmp -s "$1/package-lock.json" "$mark" && return
    npm --prefix "$1" ci --no-audit --no-fund --loglevel=error &&
        cp "$1/package-lock.json" "$mark"
}

port_is_taken() {
    local hex
    printf -v hex ':%04X' "$1"
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { found = 1 } END { exit !found }'
}

# Below the range from which outgoing connections take their ports.
free_port() {
    local try port
    for try in {1..200}; do
        port=$((20000 + (RANDOM * 32768 + RANDOM + try) % 10000))
        port_is_taken "$port" || { printf '%s' "$port" && return; }
    done
    fail "found no free port between 20000 and 29999"
}

# Waits until a process has ended (a zombie has: it has no folder any more); $2 tenths of a second at most.
gone() {
    local try
    for ((try = 0; try < $2 * 5; try++)); do
        [ -e "/proc/$1/cwd" ] || return 0
        sleep 0.02
    done
    return 1
}
