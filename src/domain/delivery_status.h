// How far an outbound message has come. Providers report late, twice and out of order; the status shown never goes
// backwards (PRODUCT.md, rule 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recado {

// `received` is the fixed status of inbound messages. The numbers are stored: never renumber.
enum class DeliveryStatus : std::uint8_t {
  received = 0,
  queued = 1,
  sent = 2,
  delivered = 3,
  read = 4,
  played = 5,
  failed = 6,
  deleted = 7,
  unknown = 8,  // the answer to the send was lost: the message may or may not have gone out
};

// Why an outbound message failed, for the person who wrote it. `reason` is a stable word that screens translate.
struct DeliveryError {
  std::string reason;
  std::string message;
  std::string next_step;
};

std::string_view to_text(DeliveryStatus status);
std::optional<DeliveryStatus> delivery_status_from(std::string_view text);

// The status after `reported` arrives. queued and unknown < sent < delivered < read < played. `failed` is final unless
// a later delivered, read or played contradicts it; a failure that arrives after delivered, read or played is not
// believed. `deleted` and `received` are never left or entered by a report.
DeliveryStatus advance(DeliveryStatus current, DeliveryStatus reported);

}  // namespace recado
