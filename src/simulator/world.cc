#include "simulator/world.h"

namespace recado::simulator {

namespace {

template <typename Map>
const typename Map::mapped_type* find_in(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

const Number* find_number(const World& world, const std::string& id) { return find_in(world.numbers, id); }
const Customer* find_customer(const World& world, const std::string& id) { return find_in(world.customers, id); }
const Thread* find_thread(const World& world, const ThreadKey& key) { return find_in(world.threads, key); }

const PhoneMessage* find_message(const World& world, const std::string& id) {
  const ThreadKey* home = find_in(world.message_home, id);
  const Thread* thread = home ? find_thread(world, *home) : nullptr;
  if (!thread) return nullptr;
  for (const auto& message : thread->messages) {
    if (message.id == id) return &message;
  }
  return nullptr;
}

Account account_of(const World& world, const std::string& id) {
  const Account* account = find_in(world.accounts, id);
  return account ? *account : Account{.id = id};
}

std::int64_t thread_version(const World& world, const ThreadKey& key) {
  const Thread* thread = find_thread(world, key);
  return thread ? thread->version : world.empty_version;
}

const Customer* customer_with_phone(const World& world, const std::string& phone) {
  const std::string* id = find_in(world.customer_by_phone, comparable_phone(phone));
  return id ? find_customer(world, *id) : nullptr;
}

const Customer* customer_with_user_id(const World& world, const std::string& user_id) {
  const std::string* id = find_in(world.customer_by_user_id, user_id);
  return id ? find_customer(world, *id) : nullptr;
}

std::string comparable_phone(const std::string& digits) {
  if (digits.size() == 13 && digits.starts_with("55") && digits[4] == '9')
    return digits.substr(0, 4) + digits.substr(5);
  if (digits.size() == 13 && (digits.starts_with("521") || digits.starts_with("549"))) {
    return digits.substr(0, 2) + digits.substr(3);
  }
  return digits;
}

std::string callback_of(const World& world, const Number& number) {
  const Account account = account_of(world, number.account_id);
  if (!account.subscribed) return {};
  if (!number.override_url.empty()) return number.override_url;
  return account.override_url.empty() ? number.webhook_url : account.override_url;
}

}  // namespace recado::simulator
