// SPDX-License-Identifier: Apache-2.0
// What people type or paste, as it is kept. The contract says the form of each field, with (options.v1.text), and
// every front brings requests into it before it validates them, so lengths and patterns are about what is left.
//
// Cleaning never fails and cleaning twice is cleaning once. What no form can mend stays as it is, for the rules to
// refuse. Text without anything that can be seen becomes empty.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecommerce::text {

enum class Form : std::uint8_t {
    // Names and the like: NFC; no blanks around, one between words; line breaks and tabs are blanks; no control
    // characters, nothing that turns the direction of writing, nothing invisible.
    one_line,
    // The same with its lines and its inner blanks; lines end with \n.
    many_lines,
    // Digits, with a leading + when it is international and with # before an extension: "01062345678#801".
    phone,
    // One line with full-width letters made plain (NFKC): e-mail addresses, postal codes.
    plain,
    // Numbers of parcels, orders and the like: plain, and no blank anywhere.
    code,
    // Digits alone, whatever they were grouped with.
    digits,
    // NFKC, as NIST SP 800-63B has it, and else untouched: blanks are part of a password.
    password,
};

std::string cleaned(std::string_view text, Form form);

// Whether cleaning would change nothing. It costs no allocation for text in ASCII, Chinese, Japanese or Korean that
// is clean.
bool is_clean(std::string_view text, Form form);

inline void clean(std::string& text, Form form) {
    if (!is_clean(text, form)) text = cleaned(text, form);
}

template <typename Texts>
bool all_clean(const Texts& texts, Form form) {
    return std::ranges::all_of(texts, [form](std::string_view one) { return is_clean(one, form); });
}

template <typename Texts>
void clean_all(Texts& texts, Form form) {
    for (auto& one : texts) clean(one, form);
}

// For comparing and finding: texts that people take for the same have the same fold, whatever their case, width,
// composition, blanks and invisible characters (NFKC_Casefold with its blanks squeezed).
std::string fold(std::string_view text);

}  // namespace ecommerce::text
