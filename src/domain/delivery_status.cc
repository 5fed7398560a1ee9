#include "domain/delivery_status.h"

#include <array>
#include <utility>

namespace recado {

namespace {

constexpr std::array<std::pair<DeliveryStatus, std::string_view>, 9> k_names{{
    {DeliveryStatus::received, "received"},
    {DeliveryStatus::queued, "queued"},
    {DeliveryStatus::sent, "sent"},
    {DeliveryStatus::delivered, "delivered"},
    {DeliveryStatus::read, "read"},
    {DeliveryStatus::played, "played"},
    {DeliveryStatus::failed, "failed"},
    {DeliveryStatus::deleted, "deleted"},
    {DeliveryStatus::unknown, "unknown"},
}};

int rank(DeliveryStatus status) {
  switch (status) {
    case DeliveryStatus::queued:
    case DeliveryStatus::unknown: return 0;
    case DeliveryStatus::sent: return 1;
    case DeliveryStatus::failed: return 2;
    case DeliveryStatus::delivered: return 3;
    case DeliveryStatus::read: return 4;
    case DeliveryStatus::played: return 5;
    case DeliveryStatus::received:
    case DeliveryStatus::deleted: return 6;
  }
  return 6;
}

}  // namespace

std::string_view to_text(DeliveryStatus status) {
  for (const auto& [value, name] : k_names) {
    if (value == status) return name;
  }
  return "unknown";
}

std::optional<DeliveryStatus> delivery_status_from(std::string_view text) {
  for (const auto& [value, name] : k_names) {
    if (name == text) return value;
  }
  return {};
}

DeliveryStatus advance(DeliveryStatus current, DeliveryStatus reported) {
  if (reported == DeliveryStatus::received || reported == DeliveryStatus::deleted) return current;
  return rank(reported) > rank(current) ? reported : current;
}

}  // namespace recado
