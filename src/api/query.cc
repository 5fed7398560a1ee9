#include "api/query.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace recado::api {

Result<std::optional<std::int64_t>> query_number(const net::Query& query, std::string_view name, std::int64_t least,
                                                 std::int64_t most) {
  const auto text = query.get(name);
  if (!text) return std::optional<std::int64_t>{};
  std::int64_t number = 0;
  const auto [stop, wrong] = std::from_chars(text->begin(), text->end(), number);
  if (wrong != std::errc{} || stop != text->end() || number < least || number > most) {
    const bool bounded = most != std::numeric_limits<std::int64_t>::max();
    return invalid(std::string{name}, "\"" + std::string{name} + "\" must be a whole number from " +
                                          std::to_string(least) + (bounded ? " to " + std::to_string(most) : " on") +
                                          ".");
  }
  return std::optional{number};
}

Result<int> query_limit(const net::Query& query) {
  const auto limit = query_number(query, "limit", 1, k_longest_page);
  if (!limit) return limit.error();
  return static_cast<int>(limit->value_or(k_page));
}

Result<bool> query_flag(const net::Query& query, std::string_view name) {
  const auto word = query_word(query, name, {"false", "true"});
  if (!word) return word.error();
  return *word == "true";
}

Result<std::string_view> query_word(const net::Query& query, std::string_view name,
                                    std::initializer_list<std::string_view> words) {
  const auto text = query.get(name);
  if (!text) return *words.begin();
  const auto* found = std::ranges::find(words, *text);
  if (found != words.end()) return *found;
  std::string choices;
  for (const auto word : words) choices += (choices.empty() ? "" : ", ") + std::string{word};
  return invalid(std::string{name}, "\"" + std::string{name} + "\" must be one of: " + choices + ".");
}

}  // namespace recado::api
