// The contacts[] beside the messages and statuses of one change: who is behind a number or a user id.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/webhook_event.h"
#include "providers/meta/json_fields.h"

namespace recado::meta {

// Digits of a number as providers write it ("+1 631-555-8151"); empty when it is no number.
std::string digits_of(std::string_view text);

class ContactBook {
 public:
  void add(const JsonObject& contact);
  // Call once after the last add. `items`: how many messages or statuses the contacts stand beside.
  void close(std::size_t items);

  // Completes what an item itself says about a person. A contact with the same number or the same user id is that
  // person. The only contact beside an item that names nobody is its person; the only contact beside the only item lends
  // its name at most, since numbers and ids that differ may be two people.
  void complete(Party& person) const;

 private:
  const Party* find(const Party& person) const;

  std::vector<Party> people_;
  std::unordered_map<std::string_view, std::size_t> by_key_;  // phone or user id; used when there are many
  std::size_t items_ = 0;
};

}  // namespace recado::meta
