// One of each use case, wired over the stores. Program makes them; the routes and the workers borrow them.
#pragma once

#include "app/accept_webhook.h"
#include "app/authenticate.h"
#include "app/change_conversation.h"
#include "app/deliver_message.h"
#include "app/fetch_media.h"
#include "app/media_links.h"
#include "app/place_media.h"
#include "app/receive.h"
#include "app/recover_messages.h"
#include "app/refetch_media.h"
#include "app/replay_receipt.h"
#include "app/send_again.h"
#include "app/send_limits.h"
#include "app/send_message.h"
#include "app/sign_in.h"
#include "app/upload_media.h"
#include "server/media_parts.h"
#include "server/stores.h"
#include "server/wired_providers.h"

namespace recado::server {

struct UseCases {
  // What they share and what outlives them.
  struct Around {
    ReceiptJournal& journal;  // what accepted webhooks are written to
    const ConnectionDirectory& directory;
    const crypto::MasterKey& key;
    IdSource& ids;
    const Clock& clock;
    std::function<std::string()> public_url{};  // see WiredProviders
    std::function<std::string()> files_url{};   // where providers fetch files of ours; as public_url
  };
  UseCases(Stores& stores, const Around& around, const Config& config)
      : media_links(around.key, around.clock),
        wired(http, around.public_url, file_url(around.files_url)),
        media(config, around.key, http),
        authenticate(*stores.accounts, around.clock),
        sign_in(*stores.accounts, around.clock),
        send_message(*stores.store, around.directory, around.ids, around.clock),
        send_again(*stores.store, send_message),
        change_conversation(*stores.store, around.clock),
        accept_webhook(around.directory, wired.providers, around.journal, around.ids, around.clock),
        receive(*stores.store, around.directory, wired.providers, around.ids, around.clock),
        replay_receipt(*stores.journal, around.directory, *stores.store, receive),
        deliver_message(*stores.store, around.directory, wired.providers, send_limits, around.clock),
        recover_messages(around.directory, wired.providers, *stores.store, around.journal, around.ids),
        fetch_media(*stores.store, around.directory, wired.providers, media.keep, around.clock),
        place_media(*stores.store, around.directory, wired.providers, *media.store, around.clock),
        refetch_media(*stores.store, around.ids, around.clock),
        upload_media(*stores.store, media.keep, *media.voice_maker, around.ids, around.clock) {}

  net::HttpClient http;
  MediaLinks media_links;
  WiredProviders wired;
  MediaParts media;
  SendLimits send_limits;
  Authenticate authenticate;
  SignIn sign_in;
  SendMessage send_message;
  SendAgain send_again;
  ChangeConversation change_conversation;
  AcceptWebhook accept_webhook;
  Receive receive;
  ReplayReceipt replay_receipt;
  DeliverMessage deliver_message;
  RecoverMessages recover_messages;
  FetchMedia fetch_media;
  PlaceMedia place_media;
  RefetchMedia refetch_media;
  UploadMedia upload_media;

 private:
  std::function<std::string(ConnectionId, MediaId)> file_url(std::function<std::string()> files_url) {
    return [this, files_url = std::move(files_url)](ConnectionId connection, MediaId file) {
      const std::string base = files_url ? files_url() : std::string{};
      return base.empty() ? base : base + "/v1/media/shared/" + media_links.token(connection, file);
    };
  }
};

}  // namespace recado::server
