// Any bytes at all as a delivery of Kapso, with and without the event that its header names: the reader must answer, never
// crash, and never make more events than the body has room for. Seeds: fuzz/corpus/kapso_webhook; the first byte chooses
// the event.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "providers/kapso/webhook_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<recado::WebhookReader> reader = recado::kapso::make_webhook_reader();
  constexpr std::array<std::string_view, 8> k_events{"",
                                                     "whatsapp.message.received",
                                                     "whatsapp.message.sent",
                                                     "whatsapp.message.failed",
                                                     "whatsapp.conversation.inactive",
                                                     "whatsapp.account.disabled",
                                                     "whatsapp.contact.identity_changed",
                                                     "workflow.execution.handoff"};
  if (size == 0) return 0;
  const std::string_view body{reinterpret_cast<const char*>(data) + 1, size - 1};
  const auto delivery = reader->read({k_events.at(data[0] % k_events.size()), body});
  if (delivery && delivery->events.size() > size + 2) std::abort();
  return 0;
}
