#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/crypto.h"
#include "load/customers.h"
#include "load/signer.h"
#include "load/webhooks.h"
#include "net/http.h"

namespace recado::bench {

namespace {

constexpr std::size_t k_texts = 4096;

// The signature is over the address and the decoded parameters in the order of their names, so they are made together.
class TwilioWebhooks final : public Webhooks {
 public:
  explicit TwilioWebhooks(WebhookTarget target)
      : Webhooks(std::move(target)),
        url_("http://" + Webhooks::target().host + Webhooks::target().path),
        signer_(Signer::Hash::sha1, Webhooks::target().secret) {
    for (std::size_t i = 0; i < k_texts; ++i) texts_.push_back(some_text(i));
  }

 protected:
  std::string_view headers() const override {
    return "User-Agent: TwilioProxy/1.1\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
           "X-Twilio-Signature: ";
  }
  std::string signature(std::string_view) override {
    const auto digest = signer_.sign(signed_);
    return crypto::to_base64({reinterpret_cast<const char*>(digest.data()), digest.size()});
  }

  void write_body(std::uint64_t n, std::string& body) override {
    parameters_.clear();
    const auto customer = customer_of(n);
    const std::string phone = customer_phone(customer);
    const std::string sid = fmt::format("SM{:016x}{:016x}", unique(n), n);
    for (const char* name : {"MessageSid", "SmsMessageSid", "SmsSid"}) add(name, sid);
    add("AccountSid", std::string{k_account_id});
    add("ApiVersion", "2010-04-01");
    add("From", "whatsapp:+" + phone);
    add("To", "whatsapp:+" + std::string{k_number_phone});
    add("WaId", phone);
    add("ProfileName", customer_name(customer));
    add("SmsStatus", "received");
    add("NumSegments", "1");
    add_content(n, sid);
    std::ranges::sort(parameters_);
    signed_ = url_;
    for (const auto& [name, value] : parameters_) {
      signed_ += name;
      signed_ += value;
      if (!body.empty()) body += '&';
      body += name;
      body += '=';
      body += net::percent_encode(value);
    }
  }

 private:
  void add(std::string name, std::string value) { parameters_.emplace_back(std::move(name), std::move(value)); }

  void add_content(std::uint64_t n, const std::string& sid) {
    const Kind kind = kind_of(n);
    const bool is_medium = kind == Kind::image || kind == Kind::voice;
    add("NumMedia", is_medium ? "1" : "0");
    if (kind == Kind::location) {
      add("MessageType", "location");
      add("Latitude", "4.6533");
      add("Longitude", fmt::format("-74.0836{:02}", n % 100));
      add("Label", "Casa");
    } else if (is_medium) {
      add("MessageType", kind == Kind::image ? "image" : "audio");
      add("MediaContentType0", kind == Kind::image ? "image/jpeg" : "audio/ogg");
      add("MediaUrl0", fmt::format("http://127.0.0.1:9/2010-04-01/Accounts/{}/Messages/{}/Media/ME{:032x}",
                                   k_account_id, sid, unique(n)));
    } else if (kind == Kind::button) {
      add("MessageType", "button");
      add("ButtonText", "Sí");
      add("ButtonPayload", "yes");
    } else {
      add("MessageType", "text");
    }
    const bool has_text = kind != Kind::voice && kind != Kind::location && kind != Kind::button;
    add("Body",
        has_text ? texts_[n % texts_.size()] + ' ' + mark_of(n) : std::string{kind == Kind::button ? "Sí" : ""});
  }

  std::string url_;
  Signer signer_;
  std::vector<std::string> texts_;
  std::vector<std::pair<std::string, std::string>> parameters_;
  std::string signed_;
};

}  // namespace

std::unique_ptr<Webhooks> make_twilio_webhooks(WebhookTarget target) {
  return std::make_unique<TwilioWebhooks>(std::move(target));
}

}  // namespace recado::bench
