// Puts Kapso's webhooks into a change: one update for each webhook of the number that wants the event.
#pragma once

#include <string>
#include <string_view>

#include "simulator/ledger.h"

namespace recado::simulator {

// What happened, in Kapso's words and in Meta's: a webhook gets the one or the other, by its kind.
struct KapsoNews {
  std::string event;    // "whatsapp.message.received"
  std::string payload;  // Kapso's
  Update update;        // Meta's, as for a number of Meta; an empty item: Meta has no such news
};

// False when no webhook wants it.
bool tell_kapso_webhooks(Change& change, const Number& number, const KapsoNews& news, UtcMs now);

// The POST body of updates that share a webhook.
std::string kapso_body(const std::vector<Update>& updates);

}  // namespace recado::simulator
