// Gives a file of ours to the provider that is to send it, unless that has it still: a file goes to a number once, and is
// sent by the provider's id as long as that lives. Part of delivering a message, before the provider is asked to send.
#pragma once

#include <string>
#include <variant>

#include "base/clock.h"
#include "ports/connections.h"
#include "ports/media_source.h"
#include "ports/media_store.h"
#include "ports/store.h"

namespace recado {

// The provider's id of the file, or what is to become of the message.
using PlacedMedia = std::variant<std::string, RetryLater, Rejected>;

class PlaceMedia {
 public:
  PlaceMedia(Store& store, const Providers& providers, MediaStore& files, const Clock& clock)
      : store_(store), providers_(providers), files_(files), clock_(clock) {}

  // Outside of any transaction: an upload may take minutes. An error is the database's.
  Result<PlacedMedia> operator()(const KnownConnection& known, MediaId id, MessageType kind);

 private:
  PlacedMedia upload(const KnownConnection& known, MediaUploader& uploader, const MediaFile& file, MediaUpload& kept);

  Store& store_;
  const Providers& providers_;
  MediaStore& files_;
  const Clock& clock_;
};

}  // namespace recado
