// Parses one item of a delivery by itself, so that whatever is wrong in it stays its own trouble.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "providers/meta/json_fields.h"

namespace recado::meta {

class ItemParser {
 public:
  ItemParser();
  ~ItemParser();
  ItemParser(const ItemParser&) = delete;
  ItemParser& operator=(const ItemParser&) = delete;

  // `raw` lies in a body that is padded for simdjson. Nothing when it is no JSON object. The object is good until the
  // next call.
  std::optional<JsonObject> parse(std::string_view raw);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace recado::meta
