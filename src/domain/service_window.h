// The 24 hours after the customer's last message in which free-form replies are allowed (PRODUCT.md, rule 5). Counted
// from the provider's time of the customer's message, never from the time we processed it.
#pragma once

#include <optional>

#include "base/clock.h"

namespace recado {

constexpr DurationMs k_service_window = std::chrono::hours{24};

class ServiceWindow {
 public:
  // last_inbound: provider time of the customer's newest message; none when they never wrote.
  explicit ServiceWindow(std::optional<UtcMs> last_inbound) : last_inbound_(last_inbound) {}

  // The first moment at which it is shut; none when it never was open.
  std::optional<UtcMs> end() const {
    if (!last_inbound_) return {};
    return *last_inbound_ + k_service_window;
  }
  bool is_open(UtcMs now) const { return last_inbound_ && now < *end(); }

 private:
  std::optional<UtcMs> last_inbound_;
};

}  // namespace recado
