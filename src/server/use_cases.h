// One of each use case, wired over the stores. Program makes them; the routes and the workers borrow them.
#pragma once

#include "app/accept_webhook.h"
#include "app/authenticate.h"
#include "app/change_conversation.h"
#include "app/deliver_message.h"
#include "app/receive.h"
#include "app/replay_receipt.h"
#include "app/send_limits.h"
#include "app/send_message.h"
#include "app/sign_in.h"
#include "server/meta_provider.h"
#include "server/stores.h"

namespace recado::server {

struct UseCases {
  // journal: what accepted webhooks are written to
  UseCases(Stores& stores, ReceiptJournal& journal, const ConnectionDirectory& directory, IdSource& ids,
           const Clock& clock)
      : meta(http),
        authenticate(*stores.accounts, clock),
        sign_in(*stores.accounts, clock),
        send_message(*stores.store, directory, ids, clock),
        change_conversation(*stores.store, clock),
        accept_webhook(directory, *meta.signature, journal, ids, clock),
        receive(*stores.store, directory, *meta.reader, ids, clock),
        replay_receipt(*stores.journal, directory, *stores.store, receive),
        deliver_message(*stores.store, directory, *meta.sender, send_limits, clock) {}

  net::HttpClient http;
  MetaProvider meta;
  SendLimits send_limits;
  Authenticate authenticate;
  SignIn sign_in;
  SendMessage send_message;
  ChangeConversation change_conversation;
  AcceptWebhook accept_webhook;
  Receive receive;
  ReplayReceipt replay_receipt;
  DeliverMessage deliver_message;
};

}  // namespace recado::server
