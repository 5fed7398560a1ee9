#include "providers/meta/envelope.h"

#include <simdjson.h>

#include "providers/meta/json_fields.h"

namespace recado::meta {

namespace {

namespace od = simdjson::ondemand;
using simdjson::error_code;
using simdjson::SUCCESS;

// A walk ends at the first error: what is not JSON between the items cannot be told apart any more.
#define RECADO_TRY(expression) \
  if (const error_code failed = (expression); failed != SUCCESS) return failed

std::string_view trimmed(std::string_view raw) {
  while (!raw.empty() && (raw.back() == ' ' || raw.back() == '\n' || raw.back() == '\r' || raw.back() == '\t')) {
    raw.remove_suffix(1);
  }
  return raw;
}

error_code take_raw(od::value value, std::string_view& raw) {
  od::json_type type{};
  RECADO_TRY(value.type().get(type));
  if (type == od::json_type::object) {
    od::object object;
    RECADO_TRY(value.get_object().get(object));
    RECADO_TRY(object.raw_json().get(raw));
  } else if (type == od::json_type::array) {
    od::array array;
    RECADO_TRY(value.get_array().get(array));
    RECADO_TRY(array.raw_json().get(raw));
  } else {
    raw = value.raw_json_token();
  }
  raw = trimmed(raw);
  return SUCCESS;
}

// Text, or a number as it is written. Another kind of value leaves `text` empty.
error_code take_text(od::value value, std::string_view& text) {
  od::json_type type{};
  RECADO_TRY(value.type().get(type));
  text = {};
  if (type == od::json_type::string) {
    if (value.get_string().get(text) != SUCCESS) text = {};
    return SUCCESS;
  }
  if (type == od::json_type::number) text = trimmed(value.raw_json_token());
  std::string_view ignored;
  return type == od::json_type::object || type == od::json_type::array ? take_raw(value, ignored) : SUCCESS;
}

bool is_kind(od::value& value, od::json_type wanted) {
  od::json_type type{};
  return value.type().get(type) == SUCCESS && type == wanted;
}

// Calls visit(key, value) for every member. The key is compared as it is written; Meta escapes no letters in keys.
template <typename Visit>
error_code each_member(od::object object, Visit visit) {
  for (auto member : object) {
    od::field field;
    RECADO_TRY(std::move(member).get(field));
    std::string_view key;
    RECADO_TRY(field.unescaped_key().get(key));
    RECADO_TRY(visit(key, field.value()));
  }
  return SUCCESS;
}

template <typename Visit>
error_code each_element(od::value list, Visit visit) {
  od::array array;
  RECADO_TRY(list.get_array().get(array));
  for (auto element : array) {
    od::value value;
    RECADO_TRY(std::move(element).get(value));
    RECADO_TRY(visit(value));
  }
  return SUCCESS;
}

error_code take_broken(od::value value, std::string_view reason, std::vector<Change>& changes) {
  Change& change = changes.emplace_back();
  change.broken = reason;
  return take_raw(value, change.broken_text);
}

error_code take_change(od::value value, std::vector<Change>& changes) {
  if (!is_kind(value, od::json_type::object)) return take_broken(value, "a change is not an object", changes);
  Change change;
  change.broken = "a change has no value";
  od::object object;
  RECADO_TRY(value.get_object().get(object));
  RECADO_TRY(each_member(object, [&](std::string_view key, od::value inner) -> error_code {
    if (key == "field") return take_text(inner, change.field);
    if (key != "value") return SUCCESS;
    if (is_kind(inner, od::json_type::object)) {
      change.broken = {};
      return take_raw(inner, change.value);
    }
    change.broken = "a change's value is not an object";
    return take_raw(inner, change.broken_text);
  }));
  changes.push_back(change);
  return SUCCESS;
}

error_code take_entry(od::value value, std::vector<Change>& changes) {
  if (!is_kind(value, od::json_type::object)) return take_broken(value, "an entry is not an object", changes);
  const std::size_t first = changes.size();
  std::string_view id;
  std::string_view time;
  od::object object;
  RECADO_TRY(value.get_object().get(object));
  RECADO_TRY(each_member(object, [&](std::string_view key, od::value inner) -> error_code {
    if (key == "id") return take_text(inner, id);
    if (key == "time") return take_text(inner, time);
    if (key != "changes") return SUCCESS;
    if (!is_kind(inner, od::json_type::array)) return take_broken(inner, "the changes are not a list", changes);
    return each_element(inner, [&](od::value change) { return take_change(change, changes); });
  }));
  for (std::size_t i = first; i < changes.size(); ++i) {
    changes[i].account_id = id;
    changes[i].time_s = integer_in(time);
  }
  return SUCCESS;
}

error_code take_thread(od::value value, HistoryChunk& chunk) {
  Thread& thread = chunk.threads.emplace_back();
  if (!is_kind(value, od::json_type::object)) return take_raw(value, thread.messages.emplace_back());
  od::object object;
  RECADO_TRY(value.get_object().get(object));
  return each_member(object, [&](std::string_view key, od::value inner) -> error_code {
    if (key == "id") return take_text(inner, thread.id);
    if (key == "context") return take_raw(inner, thread.context);
    if (key != "messages") return SUCCESS;
    if (!is_kind(inner, od::json_type::array)) return take_raw(inner, thread.messages.emplace_back());
    return each_element(inner, [&](od::value message) { return take_raw(message, thread.messages.emplace_back()); });
  });
}

simdjson::padded_string_view padded_view(std::string_view raw) {
  return simdjson::padded_string_view(raw.data(), raw.size(), raw.size() + simdjson::SIMDJSON_PADDING);
}

}  // namespace

struct Splitter::State {
  od::parser envelope;
  od::parser parts;
  od::parser history;
};

Splitter::Splitter() : state_(std::make_unique<State>()) {}
Splitter::~Splitter() = default;

std::string_view Parts::find(std::string_view key) const {
  for (const Member& member : members) {
    if (member.key == key) return member.raw;
  }
  return {};
}

Result<Envelope> Splitter::envelope(std::string_view padded) {
  Envelope envelope;
  od::document document;
  od::object object;
  const auto walk = [&]() -> error_code {
    RECADO_TRY(state_->envelope.iterate(padded_view(padded)).get(document));
    RECADO_TRY(document.get_object().get(object));
    return each_member(object, [&](std::string_view key, od::value value) -> error_code {
      if (key == "object") return take_text(value, envelope.object);
      if (key != "entry") return SUCCESS;
      if (!is_kind(value, od::json_type::array)) return take_broken(value, "entry is not a list", envelope.changes);
      return each_element(value, [&](od::value entry) { return take_entry(entry, envelope.changes); });
    });
  };
  if (const error_code failed = walk(); failed != SUCCESS) {
    return invalid("body", std::string{"The body is not a JSON object: "} + simdjson::error_message(failed),
                   "Look at the raw delivery in Logs.");
  }
  return envelope;
}

std::optional<Parts> Splitter::parts(std::string_view raw) {
  Parts parts;
  od::document document;
  od::object object;
  const auto walk = [&]() -> error_code {
    RECADO_TRY(state_->parts.iterate(padded_view(raw)).get(document));
    RECADO_TRY(document.get_object().get(object));
    return each_member(object, [&](std::string_view key, od::value value) -> error_code {
      if (!is_kind(value, od::json_type::array)) return take_raw(value, parts.members.emplace_back(key).raw);
      return each_element(value, [&](od::value item) { return take_raw(item, parts.items.emplace_back(key).raw); });
    });
  };
  if (walk() != SUCCESS) return {};
  return parts;
}

std::optional<HistoryChunk> Splitter::history(std::string_view raw) {
  HistoryChunk chunk;
  od::document document;
  od::object object;
  const auto walk = [&]() -> error_code {
    RECADO_TRY(state_->history.iterate(padded_view(raw)).get(document));
    RECADO_TRY(document.get_object().get(object));
    return each_member(object, [&](std::string_view key, od::value value) -> error_code {
      if (!is_kind(value, od::json_type::array)) return SUCCESS;
      if (key == "threads") return each_element(value, [&](od::value thread) { return take_thread(thread, chunk); });
      if (key == "errors")
        return each_element(value, [&](od::value e) { return take_raw(e, chunk.errors.emplace_back()); });
      return SUCCESS;
    });
  };
  if (walk() != SUCCESS) return {};
  return chunk;
}

#undef RECADO_TRY

}  // namespace recado::meta
