// Any bytes at all as a delivery of Meta: the reader must answer, never crash, and never make more events than the body
// has room for. Seeds: fuzz/corpus/webhook.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "providers/meta/webhook_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::unique_ptr<recado::WebhookReader> reader = recado::meta::make_webhook_reader();
  const auto delivery = reader->read({{}, {reinterpret_cast<const char*>(data), size}});
  if (delivery && delivery->events.size() > size + 2) std::abort();
  return 0;
}
