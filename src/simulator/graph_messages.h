// POST /{number}/messages with the faults of sends around it.
#pragma once

#include <chrono>

#include "simulator/faults.h"
#include "simulator/graph_call.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"

namespace recado::simulator {

struct SendAnswer {
  net::Response response;
  std::chrono::milliseconds delay{0};
};

// A response with this status makes the server close the connection without a word.
inline constexpr int k_close_without_answer = 0;

SendAnswer graph_messages(const GraphCall& call, Ledger& ledger, FaultBox& faults, const MediaShelf& media, UtcMs now);

}  // namespace recado::simulator
