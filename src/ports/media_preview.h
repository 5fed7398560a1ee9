// What is derived from a file so that a screen need not load it: a small picture, its measures, a voice's waveform.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "domain/file_type.h"
#include "ports/media_store.h"

namespace recado {

struct MediaPreview {
  std::optional<int> width;  // pixels, as shown
  std::optional<int> height;
  std::optional<std::int64_t> duration_ms;
  std::string waveform;   // see MediaFile
  std::string thumbnail;  // a JPEG or PNG; empty when there is none
};

class MediaPreviewer {
 public:
  virtual ~MediaPreviewer() = default;
  // Never fails: what cannot be derived, from a broken file or without the program for it, is left out.
  virtual MediaPreview preview(MediaReader& file, const FileType& type) = 0;
};

class VoiceMaker {
 public:
  virtual ~VoiceMaker() = default;
  // Any recording as WhatsApp wants a voice message: OGG with Opus, one channel. Errors: invalid (field "media") when it is
  // no recording that can be read; unavailable when the program for it is missing.
  virtual Result<std::string> to_voice(MediaReader& recording, const FileType& type) = 0;
};

}  // namespace recado
