// The MediaStore of the program: seals what goes to an ObjectStore and opens what comes from it.
#pragma once

#include <memory>

#include "base/crypto.h"
#include "media/object_store.h"
#include "ports/media_store.h"

namespace recado::media {

// key: the master key; outlives the store.
std::unique_ptr<MediaStore> make_media_store(std::unique_ptr<ObjectStore> objects, const crypto::MasterKey& key);

}  // namespace recado::media
