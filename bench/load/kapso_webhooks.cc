#include <fmt/format.h>

#include <iterator>

#include "load/customers.h"
#include "load/graph_messages.h"
#include "load/hex.h"
#include "load/signer.h"
#include "load/webhooks.h"

namespace recado::bench {

namespace {

class KapsoWebhooks final : public Webhooks {
 public:
  explicit KapsoWebhooks(WebhookTarget target)
      : Webhooks(std::move(target)),
        signer_(Signer::Hash::sha256, Webhooks::target().secret),
        messages_(Webhooks::target().customers) {}

 protected:
  std::string_view headers() const override {
    return "Content-Type: application/json\r\nX-Webhook-Event: whatsapp.message.received\r\n"
           "X-Webhook-Payload-Version: v2\r\nX-Webhook-Signature: ";
  }
  std::string signature(std::string_view body) override { return hex(signer_.sign(body)); }

  void write_body(std::uint64_t n, std::string& body) override {
    const auto customer = customer_of(n);
    body += R"({"message":)";
    messages_.append({customer, kind_of(n), unique(n), unique(target_of(n)), n, mark_of(n)}, body);
    fmt::format_to(std::back_inserter(body),
                   R"(,"kapso":{{"direction":"inbound","status":"received","processing_status":"pending",)"
                   R"("origin":"cloud_api","has_media":false,"content":"a message"}}}},)"
                   R"("conversation":{{"id":"0e1f3a0c-1111-4222-8333-{:012x}","phone_number":"+{}",)"
                   R"("business_scoped_user_id":"{}","status":"active","phone_number_id":"{}",)"
                   R"("kapso":{{"contact_name":"{}","messages_count":1}}}},)"
                   R"("is_new_conversation":false,"phone_number_id":"{}"}})",
                   customer, customer_phone(customer), customer_user_id(customer), k_number_id,
                   messages_.name(customer), k_number_id);
  }

 private:
  Signer signer_;
  GraphMessages messages_;
};

}  // namespace

std::unique_ptr<Webhooks> make_kapso_webhooks(WebhookTarget target) {
  return std::make_unique<KapsoWebhooks>(std::move(target));
}

}  // namespace recado::bench
