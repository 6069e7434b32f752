# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

say() { printf '%s\n' "${0##*/}: $*"; }

# Ends the script with one plain sentence.
fail() {
    printf '%s\n' "${0##*/}: $*" >&2
    exit 1
}
