#include "providers/meta/contact_book.h"

#include <simdjson.h>

#include <utility>

namespace recado::meta {

namespace {

constexpr std::size_t k_few_people = 8;

void fill(std::string& fact, const std::string& from) {
  if (fact.empty()) fact = from;
}

}  // namespace

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (std::string_view{"+-() ."}.find(c) == std::string_view::npos) {
      return {};
    }
  }
  return digits;
}

void ContactBook::add(const JsonObject& contact) {
  Party person;
  person.phone = digits_of(text_at(contact, "wa_id"));
  person.user_id = text_at(contact, "user_id");
  person.parent_user_id = text_at(contact, "parent_user_id");
  if (const auto profile = object_at(contact, "profile")) {
    person.profile_name = text_at(*profile, "name");
    person.username = text_at(*profile, "username");
    // Early documents of usernames write "@name" (reference, 2.7).
    if (person.username.starts_with('@')) person.username.erase(0, 1);
  }
  people_.push_back(std::move(person));
}

void ContactBook::close(std::size_t items) {
  items_ = items;
  if (people_.size() <= k_few_people) return;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (!people_[i].phone.empty()) by_key_.emplace(people_[i].phone, i);
    if (!people_[i].user_id.empty()) by_key_.emplace(people_[i].user_id, i);
  }
}

const Party* ContactBook::find(const Party& person) const {
  if (people_.size() > k_few_people) {
    auto found = by_key_.find(person.phone);
    if (found == by_key_.end()) found = by_key_.find(person.user_id);
    return found == by_key_.end() ? nullptr : &people_[found->second];
  }
  for (const Party& other : people_) {
    if (!person.phone.empty() && other.phone == person.phone) return &other;
    if (!person.user_id.empty() && other.user_id == person.user_id) return &other;
  }
  return nullptr;
}

void ContactBook::complete(Party& person) const {
  const bool only = people_.size() == 1;
  const Party* known = find(person);
  if (known == nullptr && only && person.phone.empty() && person.user_id.empty()) known = &people_.front();
  if (known != nullptr) {
    fill(person.phone, known->phone);
    fill(person.user_id, known->user_id);
    fill(person.parent_user_id, known->parent_user_id);
    fill(person.username, known->username);
    fill(person.profile_name, known->profile_name);
  } else if (only && items_ == 1) {
    fill(person.profile_name, people_.front().profile_name);
  }
}

}  // namespace recado::meta
