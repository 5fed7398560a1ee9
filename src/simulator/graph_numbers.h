// What a business asks and sets of one of its numbers: the node, its profile, settings, registration and block list.
#pragma once

#include "simulator/graph_call.h"
#include "simulator/ledger.h"
#include "simulator/webhook_challenge.h"

namespace recado::simulator {

// The number's members as Graph shows them, for GET /{number} and the list of an account.
std::vector<NodeField> number_fields(const World& world, const Number& number);
inline constexpr std::string_view k_number_node = "WhatsAppBusinessPhoneNumber";

GraphResult<net::Response> show_number(const GraphCall& call, const Ledger& ledger, const Number& number);
// POST /{number}: webhook_configuration, pin, new_display_name.
GraphResult<net::Response> set_number(const GraphCall& call, Ledger& ledger, const Number& number,
                                      const Challenge& challenge);
// The edges of a number other than messages and media; empty when there is no such edge.
std::optional<GraphResult<net::Response>> number_edge(const GraphCall& call, Ledger& ledger, const Number& number,
                                                      UtcMs now);

GraphResult<net::Response> business_profile(const GraphCall& call, Ledger& ledger, Number number);
GraphResult<net::Response> number_settings(const GraphCall& call, Ledger& ledger, Number number);
GraphResult<net::Response> register_number(const GraphCall& call, Ledger& ledger, Number number);
GraphResult<net::Response> block_users(const GraphCall& call, Ledger& ledger, Number number, UtcMs now);

}  // namespace recado::simulator
