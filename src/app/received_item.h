// One item of a delivery on its way into a workspace: where it came from, which number it is for, what it says.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "app/connection_directory.h"
#include "domain/webhook_event.h"
#include "ports/receipts.h"

namespace recado {

struct ReceivedItem {
  ReceiptId receipt;
  int place = 0;  // in its delivery
  UtcMs received_at{};
  ConnectionDirectory::Known connection;
  std::variant<MessageEvent, StatusEvent, SystemEvent> event;
};

// What one workspace gets of a batch of deliveries.
struct WorkspaceBatch {
  WorkspaceId workspace;
  std::vector<ReceivedItem> items;
  std::vector<ReceiptFailure> failures;
};

// The provider's time of an item, or when we got it if the provider named none that makes sense.
inline UtcMs time_of(std::optional<std::int64_t> timestamp_s, UtcMs received_at) {
  return timestamp_s && *timestamp_s > 0 ? utc_seconds(*timestamp_s) : received_at;
}

}  // namespace recado
