// What a business asks of its account (WABA): its numbers, its subscription; and of a token.
#pragma once

#include "simulator/graph_call.h"
#include "simulator/ledger.h"
#include "simulator/webhook_challenge.h"

namespace recado::simulator {

// `numbers`: those of the account that the token reaches. Empty when there is no such edge.
std::optional<GraphResult<net::Response>> account_call(const GraphCall& call, Ledger& ledger,
                                                       const std::vector<Number>& numbers, const Challenge& challenge);
GraphResult<net::Response> debug_token(const GraphCall& call, const Ledger& ledger, UtcMs now);

}  // namespace recado::simulator
