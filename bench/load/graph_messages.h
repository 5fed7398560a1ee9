// Message items as Meta's Graph API writes them, which Kapso hands on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "load/webhooks.h"

namespace recado::bench {

// Meta writes everything beyond ASCII as \uXXXX in lower case. The texts here stay within two UTF-8 bytes.
std::string escaped(std::string_view utf8);

class GraphMessages {
 public:
  explicit GraphMessages(std::uint32_t customers);

  struct Item {
    std::uint32_t customer = 0;
    Kind kind = Kind::text;
    std::uint64_t unique = 0;
    std::uint64_t target = 0;  // of a reaction: the unique number of the same customer's message
    std::uint64_t n = 0;
    std::string mark;
  };
  // Appends the item without its closing brace, so that more members may follow.
  void append(const Item& item, std::string& out) const;
  const std::string& name(std::uint32_t customer) const { return customers_[customer].name; }

 private:
  struct Customer {
    std::string name;    // as JSON escapes it
    std::string sender;  // JSON: "from" and "from_user_id"
    std::string wamid;   // how ids for this customer begin
  };
  void append_content(const Item& item, std::string& out) const;
  std::string id(std::uint32_t customer, std::uint64_t unique) const;

  std::vector<Customer> customers_;
  std::vector<std::string> texts_;  // as JSON escapes them
};

}  // namespace recado::bench
