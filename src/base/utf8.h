// Well-formed UTF-8: the databases take nothing else as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recado {

// Length of the well-formed sequence that starts at `at`, or 0. Table 3-7 of the Unicode standard.
std::size_t utf8_length(std::string_view text, std::size_t at);

// What a database can keep: bytes that are not UTF-8 become U+FFFD, and NUL, which nobody ever sees, is left out.
std::string storable_text(std::string_view text);

}  // namespace recado
