#include "app/fetch_media.h"

#include "base/log.h"

namespace recado {

namespace {

// Where the bytes go, with a first look at what the provider announces: what is too large is not even begun.
class Taker final : public MediaTaker {
 public:
  Taker(KeepMedia& keep, WorkspaceId workspace, MediaFile& file) : keep_(keep), workspace_(workspace), file_(file) {}

  bool begin(const MediaClaim& claim) override {
    if (!claim.mime.empty()) file_.claimed_mime = claim.mime;
    if (file_.claimed_sha256.empty()) file_.claimed_sha256 = claim.sha256;
    if (claim.size) file_.claimed_size = claim.size;
    if (file_.claimed_size.value_or(0) > k_largest_media) {
      return refuse({"too_large", "The provider announces a file larger than 100 MB."});
    }
    auto incoming = keep_.begin(workspace_, file_);
    if (!incoming) return refuse({"store", incoming.error().message});
    incoming_ = std::move(*incoming);
    return true;
  }

  bool take(std::string_view bytes) override {
    if (!incoming_ || trouble_) return false;
    return incoming_->put(bytes) || refuse(*incoming_->trouble());
  }

  // After the last byte.
  std::optional<MediaTrouble> finish() {
    if (trouble_) return trouble_;
    if (!incoming_) return MediaTrouble{"empty", "The file is empty."};
    return keep_.finish(workspace_, *incoming_, file_);
  }
  const std::optional<MediaTrouble>& trouble() const { return trouble_; }

 private:
  bool refuse(MediaTrouble trouble) {
    trouble_ = std::move(trouble);
    return false;
  }

  KeepMedia& keep_;
  WorkspaceId workspace_;
  MediaFile& file_;
  std::unique_ptr<IncomingFile> incoming_;
  std::optional<MediaTrouble> trouble_;
};

}  // namespace

FetchMedia::FetchMedia(Store& store, const ConnectionDirectory& directory, const Providers& providers, KeepMedia& keep,
                       const Clock& clock)
    : store_(store), directory_(directory), providers_(providers), keep_(keep), clock_(clock) {}

Result<void> FetchMedia::operator()(const Job& job) {
  auto begun = begin(job);
  if (!begun) return begun.error();
  if (!*begun) return {};
  MediaFile& file = **begun;
  std::optional<MediaTrouble> trouble;
  if (file.state == MediaState::fetching) {
    trouble = fetch(job.workspace, file);
    bool is_wanted = true;
    auto saved = store_.write(job.workspace, [&](Transaction& tx) -> Result<void> {
      const auto now = tx.media_files().find(file.id);
      if (!now) return now.error();
      is_wanted = *now && (*now)->state != MediaState::removed;
      return is_wanted ? conclude(tx, job, file, trouble) : Result<void>{};
    });
    if (!saved || is_wanted) return saved;
  }
  // Deleted, before or meanwhile.
  if (auto removed = keep_.remove(job.workspace, file.id); !removed) return removed;
  return store_.write(job.workspace, [&](Transaction& tx) { return tx.jobs().finish(job.id); });
}

// The file when there is something to do: in the state `fetching` or `removed`.
Result<std::optional<MediaFile>> FetchMedia::begin(const Job& job) {
  std::optional<MediaFile> file;
  const auto begun = store_.write(job.workspace, [&](Transaction& tx) -> Result<void> {
    auto found = tx.media_files().find(MediaId{job.subject});
    if (!found) return found.error();
    file = std::move(*found);
    if (file && file->state == MediaState::removed) return {};
    if (!file || file->state == MediaState::ready || file->state == MediaState::failed) {
      file.reset();
      return tx.jobs().finish(job.id);
    }
    const auto shown = tx.messages().show({&file->message, 1});
    if (!shown) return shown.error();
    // The deletion may have come before the message.
    const bool is_deleted = !shown->empty() && shown->front().context.deleted_at;
    file->state = is_deleted ? MediaState::removed : MediaState::fetching;
    return tx.media_files().save(*file);
  });
  if (!begun) return begun.error();
  return file;
}

std::optional<MediaTrouble> FetchMedia::fetch(WorkspaceId workspace, MediaFile& file) {
  const auto known = directory_.find(file.connection);
  if (!known) return MediaTrouble{"disconnected", "The number is not connected any more."};
  MediaSource* source = providers_.of(known->connection.provider).media_source;
  if (source == nullptr) {
    return MediaTrouble{"unsupported_provider", "Files cannot be fetched from this provider yet."};
  }
  if (file.provider_media_id.empty() && file.provider_url.empty()) {
    return MediaTrouble{"no_reference", "The provider did not say where the file is."};
  }
  Taker taker{keep_, workspace, file};
  const auto trouble =
      source->fetch(access_to(known->connection, known->secrets), {file.provider_media_id, file.provider_url}, taker);
  if (taker.trouble()) return taker.trouble();
  return trouble ? trouble : taker.finish();
}

Result<void> FetchMedia::conclude(Transaction& tx, const Job& job, MediaFile file,
                                  const std::optional<MediaTrouble>& trouble) {
  if (trouble) return fail(tx, job, file, *trouble);
  file.state = MediaState::ready;
  file.trouble.reset();
  if (auto saved = tx.media_files().save(file); !saved) return saved;
  if (auto told = tell(tx, file); !told) return told;
  return tx.jobs().finish(job.id);
}

Result<void> FetchMedia::fail(Transaction& tx, const Job& job, MediaFile& file, const MediaTrouble& trouble) {
  const int attempts = job.attempts + 1;
  const UtcMs now = clock_.now();
  const auto wait = next_fetch(attempts, now - file.created_at);
  const bool is_news = !wait || !file.trouble || file.trouble->reason != trouble.reason;
  file.state = wait ? MediaState::waiting : MediaState::failed;
  file.trouble = trouble;
  log::info("media_not_fetched",
            {{"media", file.id.text()}, {"reason", trouble.reason}, {"attempts", attempts}, {"final", !wait}});
  if (auto saved = tx.media_files().save(file); !saved) return saved;
  if (is_news) {
    if (auto told = tell(tx, file); !told) return told;
  }
  return wait ? tx.jobs().postpone(job.id, now + *wait, attempts) : tx.jobs().finish(job.id);
}

Result<void> FetchMedia::tell(Transaction& tx, const MediaFile& file) {
  if (!file.message) return {};
  const NewLiveEvent event{LiveKind::message_updated, file.conversation, file.message, clock_.now()};
  if (auto told = tx.live_log().append({&event, 1}); !told) return told.error();
  return {};
}

}  // namespace recado
