// Brings one file into line with its row: fetches it from its provider, or removes it when its message was deleted. Run by
// the media workers. Never a transaction around the download.
#pragma once

#include <optional>

#include "app/connection_directory.h"
#include "app/keep_media.h"
#include "base/clock.h"
#include "ports/jobs.h"
#include "ports/media_source.h"
#include "ports/store.h"

namespace recado {

class FetchMedia {
 public:
  FetchMedia(Store& store, const ConnectionDirectory& directory, const Providers& providers, KeepMedia& keep,
             const Clock& clock);

  // An error means that the outcome could not be saved; the job's lease gives it back.
  Result<void> operator()(const Job& job);

 private:
  Result<std::optional<MediaFile>> begin(const Job& job);
  std::optional<MediaTrouble> fetch(WorkspaceId workspace, MediaFile& file);
  Result<void> conclude(Transaction& tx, const Job& job, MediaFile file, const std::optional<MediaTrouble>& trouble);
  Result<void> fail(Transaction& tx, const Job& job, MediaFile& file, const MediaTrouble& trouble);
  Result<void> tell(Transaction& tx, const MediaFile& file);

  Store& store_;
  const ConnectionDirectory& directory_;
  const Providers& providers_;
  KeepMedia& keep_;
  const Clock& clock_;
};

}  // namespace recado
