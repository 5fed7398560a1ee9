// Where a page begins, as text that callers pass back without looking inside. A cursor of one list is refused by another.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace recado::api {

// kind: a letter that says which list and order the numbers belong to.
std::string write_cursor(char kind, std::span<const std::int64_t> numbers);

// Exactly what write_cursor made of that kind and so many numbers; anything else is `invalid` with field "cursor".
Result<std::vector<std::int64_t>> read_cursor(char kind, std::size_t count, std::string_view text);

// The letter of a cursor; '\0' when it has none.
char cursor_kind(std::string_view text);

}  // namespace recado::api
