// Meta's deliveries, one text message each, as whole HTTP requests: escapes, headers and signature as Meta writes them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "load/signer.h"

namespace recado::bench {

struct WebhookTarget {
  std::string host;    // for the Host header
  std::string path;    // of the webhook
  std::string secret;  // the app secret
  std::uint32_t customers = 50'000;
  std::uint32_t run = 0;  // wamids of different runs differ
};

class MetaWebhooks {
 public:
  explicit MetaWebhooks(WebhookTarget target);
  // Appends request `n` of the run, dated now. Its text ends with marker(run, n).
  void append(std::uint64_t n, std::string& out);
  // The number of the message whose text this is the end of; -1 when it is none of this run.
  std::int64_t number_in(std::string_view text) const;
  std::size_t body_bytes() const { return body_.size(); }  // of the last one

 private:
  struct Customer {
    std::string contact;  // JSON
    std::string sender;   // JSON: "from" and "from_user_id"
    std::string wamid;    // how ids for this customer begin
  };
  void write_body(std::uint64_t n);

  WebhookTarget target_;
  Signer signer_;
  std::vector<Customer> customers_;
  std::vector<std::string> texts_;  // as JSON escapes them
  std::string head_;                // up to the signature's digits
  std::string marker_;
  std::string body_;
};

}  // namespace recado::bench
