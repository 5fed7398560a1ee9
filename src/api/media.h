// Files: sent to the browser piece by piece so that nothing in them runs as ours, uploaded, and fetched again.
#pragma once

#include "api/door.h"
#include "app/connection_directory.h"
#include "app/media_links.h"
#include "app/refetch_media.h"
#include "app/upload_media.h"
#include "ports/media_store.h"

namespace recado::api {

// The largest file that can be uploaded.
constexpr std::size_t k_largest_upload = std::size_t{100} * 1024 * 1024;

// Errors: not_found; conflict with the file's state as the reason ("media_waiting", "media_failed", "media_removed").
MemberEndpoint get_media(Store& store, MediaStore& files);
// For whoever has the link (MediaLinks). Errors: not_found, the same for whatever is wrong with it.
Endpoint get_shared_media(const MediaLinks& links, const ConnectionDirectory& directory, Store& store,
                          MediaStore& files);
MemberEndpoint get_thumbnail(Store& store, MediaStore& files);
MemberEndpoint refetch_media(RefetchMedia& refetch);
MemberEndpoint upload_media(UploadMedia& upload);

}  // namespace recado::api
