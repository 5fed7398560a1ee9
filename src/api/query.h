// Reads the query of a request strictly: what is there must be one of the documented values.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "net/http.h"

namespace recado::api {

constexpr int k_page = 50;
constexpr int k_longest_page = 100;

// All errors are `invalid` and name the parameter.
Result<std::optional<std::int64_t>> query_number(const net::Query& query, std::string_view name, std::int64_t least,
                                                 std::int64_t most = std::numeric_limits<std::int64_t>::max());
Result<int> query_limit(const net::Query& query);
Result<bool> query_flag(const net::Query& query, std::string_view name);
// The first is the default.
Result<std::string_view> query_word(const net::Query& query, std::string_view name,
                                    std::initializer_list<std::string_view> words);

}  // namespace recado::api
