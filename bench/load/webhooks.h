// Deliveries of one message each, as whole HTTP requests: bodies, escapes, headers and signatures as the provider writes
// them. Each provider has a file of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recado::bench {

enum class Mix { texts, all_types };

struct WebhookTarget {
  std::string host;    // for the Host header
  std::string path;    // of the webhook
  std::string secret;  // what deliveries are signed with
  std::uint32_t customers = 50'000;
  std::uint32_t run = 0;  // message ids of different runs differ
  Mix mix = Mix::texts;
};

enum class Kind { text, image, voice, location, contacts, reaction, button };

class Webhooks {
 public:
  explicit Webhooks(WebhookTarget target);
  virtual ~Webhooks() = default;
  Webhooks(const Webhooks&) = delete;
  Webhooks& operator=(const Webhooks&) = delete;

  // Appends request `n` of the run, dated now. A text ends with a mark that number_in() reads.
  void append(std::uint64_t n, std::string& out);
  // The number of the message whose text this is the end of; -1 when it is none of this run.
  std::int64_t number_in(std::string_view text) const;
  std::size_t body_bytes() const { return body_.size(); }  // of the last one

 protected:
  virtual void write_body(std::uint64_t n, std::string& body) = 0;
  virtual std::string_view headers() const = 0;  // ends with the name of the signature's header and what precedes it
  virtual std::string signature(std::string_view body) = 0;

  // By chance: in turn, customers who came one after the other would always write one after the other, and what belongs
  // to them would lie side by side in every index.
  std::uint32_t customer_of(std::uint64_t n) const;
  Kind kind_of(std::uint64_t n) const;
  // Of a reaction: the message of the same customer that it is for. A text.
  std::uint64_t target_of(std::uint64_t n) const { return n - n % k_reaction_every; }
  std::uint64_t unique(std::uint64_t n) const;  // in all runs
  std::string mark_of(std::uint64_t n) const { return mark_ + std::to_string(n) + ']'; }
  const WebhookTarget& target() const { return target_; }

 private:
  static constexpr std::uint64_t k_reaction_every = 16;

  WebhookTarget target_;
  std::string mark_;
  std::string body_;
};

std::unique_ptr<Webhooks> make_meta_webhooks(WebhookTarget target);
std::unique_ptr<Webhooks> make_twilio_webhooks(WebhookTarget target);
std::unique_ptr<Webhooks> make_kapso_webhooks(WebhookTarget target);

}  // namespace recado::bench
