#include "load/graph_messages.h"

#include <fmt/format.h>

#include <ctime>
#include <iterator>

#include "base/crypto.h"
#include "load/customers.h"

namespace recado::bench {

namespace {

constexpr std::size_t k_texts = 4096;
constexpr std::string_view k_sha256 = "IlJ5rbKWkC6Y2uzoDGSY5FMb7VDtvZDCmkIVyI9q0qY=";

}  // namespace

std::string escaped(std::string_view utf8) {
  std::string json;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x80) {
      json += utf8[i];
      continue;
    }
    const auto next = static_cast<unsigned char>(utf8[++i]);
    json += fmt::format("\\u{:04x}", (byte & 0x1f) << 6 | (next & 0x3f));
  }
  return json;
}

GraphMessages::GraphMessages(std::uint32_t customers) {
  customers_.reserve(customers);
  for (std::uint32_t i = 0; i < customers; ++i) {
    const std::string phone = customer_phone(i);
    customers_.push_back({escaped(customer_name(i)),
                          fmt::format(R"("from":"{}","from_user_id":"{}")", phone, customer_user_id(i)),
                          "wamid.HBgM" + crypto::to_base64(phone) + "FQIAEhgU"});
  }
  for (std::size_t i = 0; i < k_texts; ++i) texts_.push_back(escaped(some_text(i)));
}

std::string GraphMessages::id(std::uint32_t customer, std::uint64_t unique) const {
  return fmt::format("{}{:016X}A==", customers_[customer].wamid, unique);
}

void GraphMessages::append(const Item& item, std::string& out) const {
  fmt::format_to(std::back_inserter(out), R"({{{},"id":"{}","timestamp":"{}",)", customers_[item.customer].sender,
                 id(item.customer, item.unique), std::time(nullptr));
  append_content(item, out);
}

void GraphMessages::append_content(const Item& item, std::string& out) const {
  const auto to = std::back_inserter(out);
  const std::string& text = texts_[item.n % texts_.size()];
  const std::uint64_t media = item.unique >> 8;
  switch (item.kind) {
    case Kind::text: fmt::format_to(to, R"("text":{{"body":"{} {}"}},"type":"text")", text, item.mark); return;
    case Kind::image:
      fmt::format_to(to,
                     R"("image":{{"caption":"{} {}","mime_type":"image/jpeg","sha256":"{}","id":"{}"}},"type":"image")",
                     text, item.mark, k_sha256, media);
      return;
    case Kind::voice:
      fmt::format_to(
          to, R"("audio":{{"mime_type":"audio/ogg; codecs=opus","sha256":"{}","id":"{}","voice":true}},"type":"audio")",
          k_sha256, media);
      return;
    case Kind::location:
      fmt::format_to(
          to,
          R"("location":{{"latitude":4.653300,"longitude":-74.0836{:02},"name":"Casa","address":"Calle 1 2-3"}},)"
          R"("type":"location")",
          item.n % 100);
      return;
    case Kind::contacts:
      out +=
          R"("contacts":[{"name":{"formatted_name":"Ana Gil","first_name":"Ana"},"phones":[{"phone":"+57 300 000 0000",)"
          R"("type":"CELL","wa_id":"573000000000"}]}],"type":"contacts")";
      return;
    case Kind::reaction:
      fmt::format_to(to, R"("reaction":{{"message_id":"{}","emoji":"\ud83d\udc4d"}},"type":"reaction")",
                     id(item.customer, item.target));
      return;
    case Kind::button: out += R"("button":{"payload":"yes","text":"S\u00ed"},"type":"button")"; return;
  }
}

}  // namespace recado::bench
