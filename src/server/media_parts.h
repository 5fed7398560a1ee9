// Where files are kept and what is made of them, wired as the configuration says.
#pragma once

#include <memory>

#include "app/keep_media.h"
#include "base/crypto.h"
#include "media/object_store.h"
#include "net/http_client.h"
#include "ports/media_preview.h"
#include "ports/media_store.h"
#include "server/config.h"

namespace recado::server {

std::unique_ptr<media::ObjectStore> make_media_objects(const Config& config, net::HttpClient& http);

struct MediaParts {
  // key: the master key; it and `http` outlive the parts
  MediaParts(const Config& config, const crypto::MasterKey& key, net::HttpClient& http);

  std::unique_ptr<MediaStore> store;
  std::unique_ptr<MediaPreviewer> previewer;
  std::unique_ptr<VoiceMaker> voice_maker;
  KeepMedia keep;
};

}  // namespace recado::server
