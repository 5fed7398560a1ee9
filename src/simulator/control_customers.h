// The control API's calls about customers: who they are, what they write, what their phone shows.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "simulator/ledger.h"

namespace recado::simulator {

std::string list_customers(const World& world);
// Each changes the World and answers JSON. Errors: invalid; not_found for a customer or number that is not there;
// conflict for a phone or user id that another customer has.
Result<std::string> put_customer(Ledger& ledger, const std::string& customer_id, std::string_view body);
Result<std::string> post_customer_message(Ledger& ledger, const std::string& customer_id, std::string_view body,
                                          UtcMs now);
Result<std::string> post_customer_read(Ledger& ledger, const std::string& customer_id, std::string_view body,
                                       UtcMs now);
Result<std::string> put_presence(Ledger& ledger, const std::string& customer_id, std::string_view body, UtcMs now);

// {"version","messages"}. Errors: not_found.
Result<std::string> show_thread(const World& world, const ThreadKey& key);

}  // namespace recado::simulator
