// Objects as files in a folder. Written beside their place and renamed into it, so that a crash leaves no half of one.
#pragma once

#include <memory>
#include <string>

#include "media/object_store.h"

namespace recado::media {

// The folder is made when the first object is written.
std::unique_ptr<ObjectStore> make_disk_objects(std::string folder);

}  // namespace recado::media
