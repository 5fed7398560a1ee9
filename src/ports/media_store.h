// Where the bytes of files are kept, sealed: on disk or in an S3 bucket. Everything goes through in pieces of at most
// 64 KiB, so that a file of any size takes constant memory.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/ids.h"

namespace recado {

enum class MediaPart { file, thumbnail };

// A file in the store. Its key is sealed under the master key and means nothing without it.
struct MediaRef {
  WorkspaceId workspace;
  MediaId id;
  std::string sealed_key;
};

// One part on its way into the store. Dropped before keep(), it leaves nothing behind.
class MediaWriter {
 public:
  virtual ~MediaWriter() = default;
  virtual Result<void> put(std::string_view bytes) = 0;
  // From here on it can be read, and an earlier one of the same part is gone.
  virtual Result<void> keep() = 0;
};

class MediaReader {
 public:
  virtual ~MediaReader() = default;
  // The next bytes, valid until the next call; empty at the end. `internal` when the file was cut short or changed.
  virtual Result<std::string_view> next() = 0;
};

class MediaStore {
 public:
  virtual ~MediaStore() = default;
  // A key for a new file, sealed.
  virtual std::string make_key(MediaId id) = 0;
  virtual Result<std::unique_ptr<MediaWriter>> write(const MediaRef& ref, MediaPart part) = 0;
  // Errors: not_found; internal when it does not open with its key.
  virtual Result<std::unique_ptr<MediaReader>> read(const MediaRef& ref, MediaPart part) = 0;
  // All parts. Nothing to remove is no error.
  virtual Result<void> remove(WorkspaceId workspace, MediaId id) = 0;
};

}  // namespace recado
