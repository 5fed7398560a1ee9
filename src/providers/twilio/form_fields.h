// The parameters of a Twilio webhook: a form, decoded once, in the order in which it came.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recado::twilio {

class FormFields {
 public:
  // Nothing when it is no form: a broken percent escape, or no parameter at all.
  static std::optional<FormFields> parse(std::string_view body);

  // The first of that name, fit to be stored; empty when absent.
  std::string text(std::string_view name) const;
  // The first of these that is not empty.
  std::string text_of_first(std::initializer_list<std::string_view> names) const;
  bool has(std::string_view name) const;  // and it is not empty
  bool says_true(std::string_view name) const { return text(name) == "true"; }

  // Every parameter with its decoded bytes.
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }
  // {"Body":"…"}: a name that comes twice is there once, with its first value.
  std::string json() const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace recado::twilio
