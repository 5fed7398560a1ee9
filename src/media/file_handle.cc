#include "media/file_handle.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace recado::media {

namespace {

class FileReader final : public ObjectReader {
 public:
  explicit FileReader(FileHandle file) : file_(std::move(file)) {}

  Result<std::size_t> read(char* room, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size) {
      const ssize_t count = ::read(file_.get(), room + filled, size - filled);
      if (count == 0) break;
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return unavailable(fmt::format("A stored file cannot be read: {}.", std::strerror(errno)));
      filled += static_cast<std::size_t>(count);
    }
    return filled;
  }

 private:
  FileHandle file_;
};

}  // namespace

FileHandle::~FileHandle() {
  if (file_ >= 0) ::close(file_);
}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::unique_ptr<ObjectReader> make_file_reader(FileHandle file) {
  return std::make_unique<FileReader>(std::move(file));
}

FileHandle memory_file() { return FileHandle{::memfd_create("recado-media", MFD_CLOEXEC)}; }

FileHandle nameless_file(const std::string& folder) {
  std::string path = folder + "/spool-XXXXXX";
  FileHandle file{::mkostemp(path.data(), O_CLOEXEC)};
  if (file) ::unlink(path.c_str());
  return file;
}

}  // namespace recado::media
