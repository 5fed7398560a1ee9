// Any bytes at all as a delivery of Twilio: the reader must answer, never crash, and make one event at most. Seeds:
// fuzz/corpus/twilio_webhook.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "providers/twilio/signature.h"
#include "providers/twilio/webhook_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<recado::WebhookReader> reader = recado::twilio::make_webhook_reader();
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  for (const std::string_view event : {std::string_view{}, recado::twilio::k_from_history}) {
    const auto delivery = reader->read({event, text});
    if (delivery && delivery->events.size() > 1) std::abort();
  }
  // The address is the other half of what a stranger writes.
  const std::string_view url = text.substr(0, text.find('\n'));
  if (recado::twilio::verify_signature("token", {"AAAAAAAAAAAAAAAAAAAAAAAAAAA=", text, url, {}})) std::abort();
  return 0;
}
