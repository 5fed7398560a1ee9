// "Fetch again" by hand: a file that was given up is tried once more, one that waits for its next try is tried now.
#pragma once

#include "base/clock.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado {

class RefetchMedia {
 public:
  RefetchMedia(Store& store, IdSource& ids, const Clock& clock) : store_(store), ids_(ids), clock_(clock) {}

  // The file as it is now. Errors: not_found; conflict with reason "media_ready" or "media_removed".
  Result<MediaFile> operator()(WorkspaceId workspace, MediaId id);

 private:
  Result<MediaFile> again(Transaction& tx, MediaId id);

  Store& store_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
