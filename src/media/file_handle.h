// An open file that closes itself, and reading and writing all of what was asked.
#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "media/object_store.h"

namespace recado::media {

class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int file) : file_(file) {}
  ~FileHandle();
  FileHandle(FileHandle&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept;
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;

  int get() const { return file_; }
  explicit operator bool() const { return file_ >= 0; }

 private:
  int file_ = -1;
};

// errno says why not.
bool write_all(int file, std::string_view bytes);

std::unique_ptr<ObjectReader> make_file_reader(FileHandle file);

// A file without a name that is gone when it is closed: in memory, or in a folder. Empty when there is none to be had.
FileHandle memory_file();
FileHandle nameless_file(const std::string& folder);

}  // namespace recado::media
