// SPDX-License-Identifier: Apache-2.0
// From the (options.v1.text) of fields to the code that brings a message's texts into their forms.
#pragma once

#include <string>

#include "names.h"
#include "problems.h"

namespace ecommerce::generator {

// Refuses a form on what is no text.
void check_text(const FieldDescriptor& field, Problems& problems);
// Refuses strings without a form in what clients send.
void check_texts_of_clients(const MethodDescriptor& method, Problems& problems);

// Whether the field's texts may come with blanks around them and the like, so that items are alike by what they say.
bool has_form(const FieldDescriptor& field);
// Whether anything in the message, or in messages within it, has a form that changes it.
bool needs_cleaning(const Descriptor& message);

// is_clean() and clean_fields() of each message that needs them.
std::string cleaners_declaration(const FileDescriptor& file);
std::string cleaners_definition(const FileDescriptor& file);

}  // namespace ecommerce::generator
