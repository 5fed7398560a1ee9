// Reads the body of a request strictly: one flat JSON object of texts, no field that is not documented.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "net/http.h"

namespace recado::api {

constexpr std::size_t k_longest_body = 256 * 1024;

struct BodyField {
  enum class Need { required, optional };
  enum class Kind { text, text_or_null };
  std::string_view name;
  Need need = Need::required;
  Kind kind = Kind::text;
  std::size_t longest_bytes = k_longest_body;
};

// What a request said of each field.
class Body {
 public:
  using Value = std::optional<std::string>;  // none: null

  bool has(std::string_view name) const { return find(name) != nullptr; }
  // Empty when it is absent or null.
  std::string text(std::string_view name) const;
  Value value(std::string_view name) const;
  void set(std::string_view name, Value value) { values_.emplace_back(name, std::move(value)); }

 private:
  const Value* find(std::string_view name) const;

  std::vector<std::pair<std::string, Value>> values_;
};

// Errors: `invalid` that names the field; reason "too_large" (413) over k_longest_body.
Result<Body> read_body(const net::Request& request, std::initializer_list<BodyField> fields);

// One member of a body that has been read elsewhere; none when it is absent or null.
Result<std::optional<std::string>> text_member(const std::string& body, std::string_view name);

}  // namespace recado::api
