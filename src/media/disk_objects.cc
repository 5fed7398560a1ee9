#include "media/disk_objects.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

#include "base/crypto.h"
#include "media/file_handle.h"

namespace recado::media {

namespace {

namespace fs = std::filesystem;

Error cannot(std::string_view what, const std::string& path) {
  return unavailable(fmt::format("The media store cannot {} {}: {}.", what, path, std::strerror(errno)),
                     "Check the media folder: its space, and who may write to it.");
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return {};
  fs::create_directories(folder, error);
  if (error) {
    return unavailable(fmt::format("The media folder {} cannot be made: {}.", folder.string(), error.message()),
                       "Choose a folder that the program may write to (media.folder).");
  }
  fs::permissions(folder, fs::perms::owner_all, error);
  return {};
}

// Renames and removals are durable once the folder is.
void sync_folder(const fs::path& folder) {
  const FileHandle handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (handle) ::fsync(handle.get());
}

class DiskWriter final : public ObjectWriter {
 public:
  DiskWriter(FileHandle file, std::string temporary, std::string path)
      : file_(std::move(file)), temporary_(std::move(temporary)), path_(std::move(path)) {}
  ~DiskWriter() override {
    if (!kept_) ::unlink(temporary_.c_str());
  }
  DiskWriter(const DiskWriter&) = delete;
  DiskWriter& operator=(const DiskWriter&) = delete;

  Result<void> put(std::string_view bytes) override {
    if (!write_all(file_.get(), bytes)) return cannot("write", path_);
    return {};
  }

  Result<void> keep() override {
    if (::fsync(file_.get()) != 0) return cannot("write", path_);
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot("write", path_);
    kept_ = true;
    sync_folder(fs::path{path_}.parent_path());
    return {};
  }

 private:
  FileHandle file_;
  std::string temporary_;
  std::string path_;
  bool kept_ = false;
};

class DiskObjects final : public ObjectStore {
 public:
  explicit DiskObjects(std::string folder) : folder_(std::move(folder)) {}

  Result<std::unique_ptr<ObjectWriter>> write(const std::string& name) override {
    const fs::path path = folder_ / name;
    if (auto made = make_folder(folder_); !made) return made.error();
    if (auto made = make_folder(path.parent_path()); !made) return made.error();
    const std::string temporary = path.string() + ".new-" + crypto::to_hex(crypto::random_bytes(8));
    FileHandle file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!file) return cannot("write", temporary);
    return std::make_unique<DiskWriter>(std::move(file), temporary, path.string());
  }

  Result<std::unique_ptr<ObjectReader>> read(const std::string& name) override {
    const std::string path = (folder_ / name).string();
    FileHandle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file) return make_file_reader(std::move(file));
    if (errno == ENOENT) return not_found("The file is not in the media store.");
    return cannot("read", path);
  }

  Result<void> remove(const std::string& name) override {
    const fs::path path = folder_ / name;
    if (::unlink(path.c_str()) == 0) {
      sync_folder(path.parent_path());
      return {};
    }
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return cannot("remove", path.string());
  }

 private:
  fs::path folder_;
};

}  // namespace

std::unique_ptr<ObjectStore> make_disk_objects(std::string folder) {
  return std::make_unique<DiskObjects>(std::move(folder));
}

}  // namespace recado::media
