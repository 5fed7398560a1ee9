#include "server/media_parts.h"

#include "media/disk_objects.h"
#include "media/previewer.h"
#include "media/s3_objects.h"
#include "media/sealed_media_store.h"

namespace recado::server {

std::unique_ptr<media::ObjectStore> make_media_objects(const Config& config, net::HttpClient& http) {
  if (config.media_store == "disk") return media::make_disk_objects(config.media_folder_path());
  return media::make_s3_objects(http, {.endpoint = config.media_s3_endpoint,
                                       .bucket = config.media_s3_bucket,
                                       .region = config.media_s3_region,
                                       .access_key = config.media_s3_access_key,
                                       .secret_key = config.media_s3_secret_key,
                                       .spool_folder = config.media_folder_path()});
}

MediaParts::MediaParts(const Config& config, const crypto::MasterKey& key, net::HttpClient& http)
    : store(media::make_media_store(make_media_objects(config, http), key)),
      previewer(media::make_previewer()),
      voice_maker(media::make_voice_maker()),
      keep(*store, *previewer) {}

}  // namespace recado::server
