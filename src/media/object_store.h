// Named objects of sealed bytes, on disk or in a bucket. SealedMediaStore alone uses it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace recado::media {

class ObjectWriter {
 public:
  virtual ~ObjectWriter() = default;
  virtual Result<void> put(std::string_view bytes) = 0;
  virtual Result<void> keep() = 0;  // durable, and under its name; dropped before, it leaves nothing
};

class ObjectReader {
 public:
  virtual ~ObjectReader() = default;
  // Fills `room` unless the end comes first; how many bytes it read.
  virtual Result<std::size_t> read(char* room, std::size_t size) = 0;
};

class ObjectStore {
 public:
  virtual ~ObjectStore() = default;
  // name: letters, digits, "_", "." and "/" only
  virtual Result<std::unique_ptr<ObjectWriter>> write(const std::string& name) = 0;
  virtual Result<std::unique_ptr<ObjectReader>> read(const std::string& name) = 0;  // not_found
  virtual Result<void> remove(const std::string& name) = 0;
};

// Whether objects can be written, read and removed there. Errors: unavailable. For doctor.
Result<void> check_objects(ObjectStore& objects);

}  // namespace recado::media
