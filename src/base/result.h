// The one way a function of Recado says that it did not work: Result<T> carries either a value or an Error that a
// person can act on. Exceptions come only from libraries and bugs and are turned into Errors at each adapter's edge.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recado {

// Seven codes, mapped to HTTP in one place (api/problem.cc).
enum class ErrorCode { invalid, unauthorized, not_found, conflict, too_many, unavailable, internal };

std::string_view to_text(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;    // what happened, for a person
  std::string next_step;  // what to do about it; may be empty
  std::string field;      // the input that was wrong, as the caller named it; may be empty
  std::string reason;     // stable machine word, such as "window_closed"; empty means the code says it all
  // What a screen needs beside the words: "window_ended_at" (ISO 8601), "retry_after_seconds".
  std::vector<std::pair<std::string, std::string>> facts{};
};

template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using std::expected<T, Error>::expected;
  Result(Error error) : std::expected<T, Error>(std::unexpect, std::move(error)) {}
};

inline Error invalid(std::string field, std::string message, std::string next_step = {}) {
  return {ErrorCode::invalid, std::move(message), std::move(next_step), std::move(field), {}, {}};
}
inline Error unauthorized(std::string message, std::string next_step = {}) {
  return {ErrorCode::unauthorized, std::move(message), std::move(next_step), {}, {}, {}};
}
inline Error not_found(std::string message, std::string next_step = {}) {
  return {ErrorCode::not_found, std::move(message), std::move(next_step), {}, {}, {}};
}
inline Error conflict(std::string message, std::string next_step = {}) {
  return {ErrorCode::conflict, std::move(message), std::move(next_step), {}, {}, {}};
}
inline Error too_many(std::string message, std::string next_step = {}) {
  return {ErrorCode::too_many, std::move(message), std::move(next_step), {}, {}, {}};
}
inline Error unavailable(std::string message, std::string next_step = {}) {
  return {ErrorCode::unavailable, std::move(message), std::move(next_step), {}, {}, {}};
}
inline Error internal(std::string message, std::string next_step = {}) {
  return {ErrorCode::internal, std::move(message), std::move(next_step), {}, {}, {}};
}

}  // namespace recado
