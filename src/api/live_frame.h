// The text frames of /v1/live. One event is rendered once, whatever the number of screens.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "ports/live_log.h"

namespace recado::api {

struct LiveFrame {
  std::int64_t seq = 0;
  std::shared_ptr<const std::string> text;
};

// The stream goes on behind `seq`. reset: what the reader has is of no use, it is to load afresh.
std::shared_ptr<const std::string> hello_frame(std::int64_t seq, bool reset);

// An event whose message is larger than 256 KiB is told as conversation.updated; the thread itself has the message.
LiveFrame event_frame(const LiveEvent& event);

}  // namespace recado::api
