// A member's file, taken in before it is sent: sealed, told by its content, and kept until a message takes it. What no
// message takes within a day is forgotten.
#pragma once

#include <string>
#include <string_view>

#include "app/keep_media.h"
#include "base/clock.h"
#include "ports/accounts.h"
#include "ports/store.h"

namespace recado {

struct UploadedFile {
  std::string_view bytes;
  std::string name;    // as the member's computer calls it; may be empty
  std::string mime;    // as the client says; decides between what the content alone does not tell apart
  bool voice = false;  // to become a voice message: OGG with Opus, one channel, whatever the browser recorded
};

class UploadMedia {
 public:
  UploadMedia(Store& store, KeepMedia& keep, VoiceMaker& voice_maker, IdSource& ids, const Clock& clock);

  // Errors: invalid (field "media") when it is empty, too large or no recording; unavailable.
  Result<MediaFile> operator()(const Caller& caller, const UploadedFile& uploaded);

 private:
  Result<MediaFile> take(WorkspaceId workspace, MediaFile file, std::string_view bytes);
  Result<MediaFile> as_voice(WorkspaceId workspace, const MediaFile& recording);

  Store& store_;
  KeepMedia& keep_;
  VoiceMaker& voice_maker_;
  IdSource& ids_;
  const Clock& clock_;
};

}  // namespace recado
