#include "providers/twilio/status_word.h"

#include <algorithm>
#include <array>

namespace recado::twilio {

namespace {

constexpr std::array<std::pair<std::string_view, DeliveryStatus>, 9> k_statuses{{
    {"accepted", DeliveryStatus::queued},
    {"scheduled", DeliveryStatus::queued},
    {"queued", DeliveryStatus::queued},
    {"sending", DeliveryStatus::queued},
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::read},
    {"undelivered", DeliveryStatus::failed},
    {"failed", DeliveryStatus::failed},
}};

}  // namespace

std::optional<DeliveryStatus> status_from(std::string_view word) {
  const auto known = std::ranges::find(k_statuses, word, &std::pair<std::string_view, DeliveryStatus>::first);
  if (known == k_statuses.end()) return {};
  return known->second;
}

}  // namespace recado::twilio
