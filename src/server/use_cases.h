// One of each use case, wired over the stores. Program makes them; the routes and the workers borrow them.
#pragma once

#include "app/accept_webhook.h"
#include "app/authenticate.h"
#include "app/change_conversation.h"
#include "app/deliver_message.h"
#include "app/receive.h"
#include "app/recover_messages.h"
#include "app/replay_receipt.h"
#include "app/send_limits.h"
#include "app/send_message.h"
#include "app/sign_in.h"
#include "server/stores.h"
#include "server/wired_providers.h"

namespace recado::server {

struct UseCases {
  // journal: what accepted webhooks are written to; public_url: see WiredProviders
  UseCases(Stores& stores, ReceiptJournal& journal, const ConnectionDirectory& directory, IdSource& ids,
           const Clock& clock, std::function<std::string()> public_url = {})
      : wired(http, std::move(public_url)),
        authenticate(*stores.accounts, clock),
        sign_in(*stores.accounts, clock),
        send_message(*stores.store, directory, ids, clock),
        change_conversation(*stores.store, clock),
        accept_webhook(directory, wired.providers, journal, ids, clock),
        receive(*stores.store, directory, wired.providers, ids, clock),
        replay_receipt(*stores.journal, directory, *stores.store, receive),
        deliver_message(*stores.store, directory, wired.providers, send_limits, clock),
        recover_messages(directory, wired.providers, *stores.store, journal, ids) {}

  net::HttpClient http;
  WiredProviders wired;
  SendLimits send_limits;
  Authenticate authenticate;
  SignIn sign_in;
  SendMessage send_message;
  ChangeConversation change_conversation;
  AcceptWebhook accept_webhook;
  Receive receive;
  ReplayReceipt replay_receipt;
  DeliverMessage deliver_message;
  RecoverMessages recover_messages;
};

}  // namespace recado::server
