// Gives a member's file to the provider that is to send it, unless that has it still; then the message that waits for it
// goes out. Run by the upload workers, so that neither sends nor downloads wait for it.
#pragma once

#include <optional>
#include <variant>

#include "app/connection_directory.h"
#include "base/clock.h"
#include "ports/jobs.h"
#include "ports/media_source.h"
#include "ports/media_store.h"
#include "ports/store.h"

namespace recado {

class PlaceMedia {
 public:
  PlaceMedia(Store& store, const ConnectionDirectory& directory, const Providers& providers, MediaStore& files,
             const Clock& clock);

  // An error means that the outcome could not be saved; the job's lease gives it back.
  Result<void> operator()(const Job& job);

 private:
  using Placed = std::variant<UploadedMedia, RetryLater, Rejected>;

  // The file when there is something to do.
  Result<std::optional<MediaFile>> begin(const Job& job);
  Placed upload(WorkspaceId workspace, const MediaFile& file);
  Result<void> conclude(Transaction& tx, const Job& job, MediaFile& file, const Placed& placed);
  Result<void> retry(Transaction& tx, const Job& job, MediaFile& file, const RetryLater& later);
  Result<void> settle(Transaction& tx, const Job& job, const MediaFile& file);

  Store& store_;
  const ConnectionDirectory& directory_;
  const Providers& providers_;
  MediaStore& files_;
  const Clock& clock_;
};

}  // namespace recado
