// Percent-encoding of targets and forms beyond what http.h offers, and names compared as HTTP compares them.
// Used by the request reader, the router and Query.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recado::net {

// Without regard to the case of ASCII letters.
bool equal_names(std::string_view a, std::string_view b);

// A path or one segment of it. Nothing when an escape is not two hex digits or gives a NUL.
std::optional<std::string> decode_path(std::string_view text);

// As percent_decode, and "+" is a space.
std::string decode_form(std::string_view text);

}  // namespace recado::net
