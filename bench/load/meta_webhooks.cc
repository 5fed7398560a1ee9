#include "load/meta_webhooks.h"

#include <fmt/format.h>

#include <charconv>
#include <ctime>
#include <iterator>

#include "base/crypto.h"
#include "load/customers.h"

namespace recado::bench {

namespace {

constexpr std::size_t k_texts = 4096;

// Meta writes everything beyond ASCII as \uXXXX in lower case. The texts here stay within two UTF-8 bytes.
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

}  // namespace

MetaWebhooks::MetaWebhooks(WebhookTarget target) : target_(std::move(target)), signer_(target_.secret) {
  customers_.reserve(target_.customers);
  for (std::uint32_t i = 0; i < target_.customers; ++i) {
    const std::string phone = customer_phone(i);
    const std::string user_id = customer_user_id(i);
    customers_.push_back({fmt::format(R"({{"profile":{{"name":"{}"}},"wa_id":"{}","user_id":"{}"}})",
                                      escaped(customer_name(i)), phone, user_id),
                          fmt::format(R"("from":"{}","from_user_id":"{}")", phone, user_id),
                          "wamid.HBgM" + crypto::to_base64(phone) + "FQIAEhgU"});
  }
  for (std::size_t i = 0; i < k_texts; ++i) texts_.push_back(escaped(some_text(i)));
  marker_ = fmt::format("[b{}-", target_.run);
  head_ = fmt::format(
      "POST {} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\nUser-Agent: facebookexternalua\r\nContent-Type: "
      "application/json\r\n"
      "X-Hub-Signature: sha1=6ad3b1f4a0c25b4f1d9d5ad5b7f7f3f5a1c2e3d4\r\nX-Hub-Signature-256: sha256=",
      target_.path, target_.host);
}

void MetaWebhooks::write_body(std::uint64_t n) {
  // By chance: in turn, customers who came one after the other would always write one after the other, and what belongs
  // to them would lie side by side in every index.
  const Customer& customer = customers_[scrambled(n) % customers_.size()];
  body_.clear();
  fmt::format_to(std::back_inserter(body_),
                 R"({{"object":"whatsapp_business_account","entry":[{{"id":"{}","changes":[{{"value":{{)"
                 R"("messaging_product":"whatsapp","metadata":{{"display_phone_number":"{}","phone_number_id":"{}"}},)"
                 R"("contacts":[{}],"messages":[{{{},"id":"{}{:016X}A==","timestamp":"{}",)"
                 R"("text":{{"body":"{} {}{}]"}},"type":"text"}}]}},"field":"messages"}}]}}]}})",
                 k_account_id, k_number_phone, k_number_id, customer.contact, customer.sender, customer.wamid,
                 scrambled(std::uint64_t{target_.run} << 40 | n), std::time(nullptr), texts_[n % texts_.size()],
                 marker_, n);
}

void MetaWebhooks::append(std::uint64_t n, std::string& out) {
  write_body(n);
  const auto signature = signer_.sign(body_);
  out += head_;
  out.append(signature.data(), signature.size());
  fmt::format_to(std::back_inserter(out), "\r\nContent-Length: {}\r\n\r\n", body_.size());
  out += body_;
}

std::int64_t MetaWebhooks::number_in(std::string_view text) const {
  const auto at = text.rfind(marker_);  // the preview in front of it may be of a later message
  if (at == std::string_view::npos) return -1;
  std::int64_t number = -1;
  std::from_chars(text.data() + at + marker_.size(), text.data() + text.size(), number);
  return number;
}

}  // namespace recado::bench
