// How files come from a provider and get there. One folder under src/providers/ makes each of these for its provider.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/media_file.h"
#include "ports/provider.h"

namespace recado {

struct MediaWanted {
  std::string provider_media_id;  // one of the two may be empty
  std::string provider_url;
};

// What the provider says about the file just before its bytes come; empty where it says nothing.
struct MediaClaim {
  std::string mime;
  std::string sha256;  // base64 or hex
  std::optional<std::int64_t> size;
};

// Takes the bytes as they come. begin() comes once, before the first of them; false or an error ends the download.
class MediaTaker {
 public:
  virtual ~MediaTaker() = default;
  virtual bool begin(const MediaClaim& claim) = 0;
  virtual bool take(std::string_view bytes) = 0;
};

class MediaSource {
 public:
  virtual ~MediaSource() = default;
  // None when every byte has arrived. Blocks for as long as the download takes, at most five minutes. The trouble is the
  // provider's; what the taker refuses is the taker's to tell ("refused").
  virtual std::optional<MediaTrouble> fetch(const ProviderAccess& access, const MediaWanted& wanted,
                                            MediaTaker& taker) = 0;
};

// A file on its way to a provider.
struct MediaParcel {
  std::string mime;
  std::string name;  // safe_file_name
  std::int64_t size = 0;
  std::function<Result<std::string_view>()> next;  // empty at the end
};

struct UploadedMedia {
  std::string provider_media_id;
  DurationMs lives{};  // how long the provider keeps it
};

class MediaUploader {
 public:
  virtual ~MediaUploader() = default;
  // Uploading the same file twice does no harm, so every trouble but a refusal may be tried again.
  virtual std::variant<UploadedMedia, RetryLater, Rejected> upload(const ProviderAccess& access,
                                                                   const MediaParcel& parcel) = 0;
};

}  // namespace recado
