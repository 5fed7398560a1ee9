#include "media/sealed_media_store.h"

#include <algorithm>
#include <utility>

#include "domain/media_file.h"
#include "media/sealed_stream.h"

namespace recado::media {

namespace {

// Spread over folders by the id's last bits: its first are the time, and would fill one folder after the other.
std::string name_of(WorkspaceId workspace, MediaId id, MediaPart part) {
  const std::string text = id.text();
  return workspace.text() + "/" + text.substr(text.size() - 2) + "/" + text +
         (part == MediaPart::thumbnail ? ".thumbnail" : ".file");
}

class SealedWriter final : public MediaWriter {
 public:
  SealedWriter(std::unique_ptr<ObjectWriter> object, std::string_view key) : object_(std::move(object)), sealer_(key) {}

  Result<void> begin() { return object_->put(sealer_.head()); }

  Result<void> put(std::string_view bytes) override {
    while (!bytes.empty()) {
      // A full piece is sealed only when more comes: the last has to be marked.
      if (pending_.size() == k_piece_bytes) {
        if (auto done = object_->put(sealer_.seal(pending_, false)); !done) return done;
        pending_.clear();
      }
      const auto count = std::min(bytes.size(), k_piece_bytes - pending_.size());
      pending_.append(bytes.substr(0, count));
      bytes.remove_prefix(count);
    }
    return {};
  }

  Result<void> keep() override {
    if (auto done = object_->put(sealer_.seal(pending_, true)); !done) return done;
    return object_->keep();
  }

 private:
  std::unique_ptr<ObjectWriter> object_;
  Sealer sealer_;
  std::string pending_;
};

class SealedReader final : public MediaReader {
 public:
  SealedReader(std::unique_ptr<ObjectReader> object, std::string_view key) : object_(std::move(object)), opener_(key) {}

  Result<void> begin() {
    std::array<char, k_file_head_bytes> head{};
    const auto count = object_->read(head.data(), head.size());
    if (!count) return count.error();
    return opener_.begin({head.data(), *count});
  }

  Result<std::string_view> next() override {
    if (opener_.is_done()) return std::string_view{};
    sealed_.resize(k_piece_bytes + k_seal_bytes);
    const auto count = object_->read(sealed_.data(), sealed_.size());
    if (!count) return count.error();
    return opener_.open({sealed_.data(), *count});
  }

 private:
  std::unique_ptr<ObjectReader> object_;
  Opener opener_;
  std::string sealed_;
};

class SealedMediaStore final : public MediaStore {
 public:
  SealedMediaStore(std::unique_ptr<ObjectStore> objects, const crypto::MasterKey& key)
      : objects_(std::move(objects)), key_(key) {}

  std::string make_key(MediaId id) override { return key_.seal(make_file_key(), key_context(id)); }

  Result<std::unique_ptr<MediaWriter>> write(const MediaRef& ref, MediaPart part) override {
    const auto file_key = key_.open(ref.sealed_key, key_context(ref.id));
    if (!file_key) return file_key.error();
    auto object = objects_->write(name_of(ref.workspace, ref.id, part));
    if (!object) return object.error();
    auto writer = std::make_unique<SealedWriter>(std::move(*object), *file_key);
    if (auto begun = writer->begin(); !begun) return begun.error();
    return writer;
  }

  Result<std::unique_ptr<MediaReader>> read(const MediaRef& ref, MediaPart part) override {
    const auto file_key = key_.open(ref.sealed_key, key_context(ref.id));
    if (!file_key) return file_key.error();
    auto object = objects_->read(name_of(ref.workspace, ref.id, part));
    if (!object) return object.error();
    auto reader = std::make_unique<SealedReader>(std::move(*object), *file_key);
    if (auto begun = reader->begin(); !begun) return begun.error();
    return reader;
  }

  Result<void> remove(WorkspaceId workspace, MediaId id) override {
    for (const auto part : {MediaPart::file, MediaPart::thumbnail}) {
      if (auto removed = objects_->remove(name_of(workspace, id, part)); !removed) return removed;
    }
    return {};
  }

 private:
  std::unique_ptr<ObjectStore> objects_;
  const crypto::MasterKey& key_;
};

}  // namespace

std::unique_ptr<MediaStore> make_media_store(std::unique_ptr<ObjectStore> objects, const crypto::MasterKey& key) {
  return std::make_unique<SealedMediaStore>(std::move(objects), key);
}

}  // namespace recado::media
