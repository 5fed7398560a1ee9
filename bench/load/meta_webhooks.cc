#include <fmt/format.h>

#include <iterator>

#include "load/customers.h"
#include "load/graph_messages.h"
#include "load/hex.h"
#include "load/signer.h"
#include "load/webhooks.h"

namespace recado::bench {

namespace {

class MetaWebhooks final : public Webhooks {
 public:
  explicit MetaWebhooks(WebhookTarget target)
      : Webhooks(std::move(target)),
        signer_(Signer::Hash::sha256, Webhooks::target().secret),
        messages_(Webhooks::target().customers) {}

 protected:
  std::string_view headers() const override {
    return "User-Agent: facebookexternalua\r\nContent-Type: application/json\r\n"
           "X-Hub-Signature: sha1=6ad3b1f4a0c25b4f1d9d5ad5b7f7f3f5a1c2e3d4\r\nX-Hub-Signature-256: sha256=";
  }
  std::string signature(std::string_view body) override { return hex(signer_.sign(body)); }

  void write_body(std::uint64_t n, std::string& body) override {
    const auto customer = customer_of(n);
    fmt::format_to(
        std::back_inserter(body),
        R"({{"object":"whatsapp_business_account","entry":[{{"id":"{}","changes":[{{"value":{{)"
        R"("messaging_product":"whatsapp","metadata":{{"display_phone_number":"{}","phone_number_id":"{}"}},)"
        R"("contacts":[{{"profile":{{"name":"{}"}},"wa_id":"{}","user_id":"{}"}}],"messages":[)",
        k_account_id, k_number_phone, k_number_id, messages_.name(customer), customer_phone(customer),
        customer_user_id(customer));
    messages_.append({customer, kind_of(n), unique(n), unique(target_of(n)), n, mark_of(n)}, body);
    body += R"(}]},"field":"messages"}]}]})";
  }

 private:
  Signer signer_;
  GraphMessages messages_;
};

}  // namespace

std::unique_ptr<Webhooks> make_meta_webhooks(WebhookTarget target) {
  return std::make_unique<MetaWebhooks>(std::move(target));
}

}  // namespace recado::bench
