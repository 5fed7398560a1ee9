// The faults a person or a test asks for: how webhooks are delivered, what happens to the next sends and to
// the next files that are fetched.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recado::simulator {

struct WebhookFaults {
  std::int64_t delay_ms = 0;
  int duplicate = 1;  // how many times every POST is made
  bool reorder = false;
  int batch = 1;
  int drop = 0;  // how many of the next POSTs are lost on their way
};

enum class SendFault {
  none,
  drop_answer,
  http_500,
  http_500_after_accepting,
  rate_limit,
  pair_rate_limit,
  token_expired,
  window_closed,
  not_on_whatsapp,
  slow,
  in_flight,
};

struct SendFaults {
  SendFault kind = SendFault::none;
  int times = 1;  // 0: until it is taken back
};

enum class MediaFault {
  none,
  not_found,    // 404
  http_500,     // 500
  slow,         // the answer takes five seconds
  cut,          // the connection ends without an answer
  wrong_bytes,  // other bytes than were announced
  too_large,    // announced as 3 GB
};

struct MediaFaults {
  MediaFault kind = MediaFault::none;
  int times = 1;  // 0: until it is taken back
};

struct Faults {
  WebhookFaults webhooks;
  SendFaults sends;
  MediaFaults media;
};

Result<Faults> parse_faults(std::string_view json);
std::string to_json(const Faults& faults);

// The faults in force; safe to share between threads. What happens a number of times is counted down here.
class FaultBox {
 public:
  void put(const Faults& faults);
  Faults get() const;
  SendFault take_send();
  // True when this fault is in force; counted down then.
  bool take_send_if(SendFault kind);
  bool take_drop();
  MediaFault take_media();

 private:
  mutable std::mutex mutex_;
  Faults faults_;
};

}  // namespace recado::simulator
