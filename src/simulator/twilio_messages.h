// Twilio's Messages resource: create, fetch, list, and the media of a message.
#pragma once

#include "net/http_client.h"
#include "simulator/faults.h"
#include "simulator/graph_messages.h"
#include "simulator/ledger.h"
#include "simulator/media_shelf.h"
#include "simulator/twilio_call.h"

namespace recado::simulator {

// POST Messages.json, with the faults of sends around it. May fetch a file that is to be sent.
class TwilioSending {
 public:
  TwilioSending(Ledger& ledger, FaultBox& faults, MediaShelf& media, net::HttpClient& client)
      : ledger_(ledger), faults_(faults), media_(media), client_(client) {}

  SendAnswer operator()(const TwilioCall& call, UtcMs now);

 private:
  TwilioResult<std::string> create(const TwilioCall& call, SendFault fault, UtcMs now);

  Ledger& ledger_;
  FaultBox& faults_;
  MediaShelf& media_;
  net::HttpClient& client_;
};

// The resource as JSON.
std::string twilio_message_json(const Number& number, const std::string& customer_address, const PhoneMessage& message);

// GET Messages.json: newest first, filtered and paged; GET Messages/{sid}.json; GET Messages/{sid}/Media…
net::Response list_twilio_messages(const TwilioCall& call, const World& world);
net::Response show_twilio_message(const TwilioCall& call, const World& world, const std::string& sid);
net::Response twilio_media(const TwilioCall& call, const World& world, const MediaShelf& shelf, UtcMs now);

}  // namespace recado::simulator
