// Objects in a bucket of an S3-compatible store. What goes there and what comes from there passes through a nameless file in
// the spool folder, sealed as it is, so that its length and hash are known and no object is held in memory.
#pragma once

#include <memory>
#include <string>

#include "media/object_store.h"
#include "net/http_client.h"

namespace recado::media {

struct S3Bucket {
  std::string
      endpoint;  // "https://s3.eu-central-1.amazonaws.com", without "/" at the end; the bucket goes into the path
  std::string bucket;
  std::string region;
  std::string access_key;
  std::string secret_key;
  std::string spool_folder;
};

// `http` outlives the store.
std::unique_ptr<ObjectStore> make_s3_objects(net::HttpClient& http, S3Bucket bucket);

}  // namespace recado::media
