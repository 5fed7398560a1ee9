#include "media/object_store.h"

namespace recado::media {

Result<void> check_objects(ObjectStore& objects) {
  auto probe = objects.write("probe");
  if (!probe) return probe.error();
  if (auto put = (*probe)->put("probe"); !put) return put;
  if (auto kept = (*probe)->keep(); !kept) return kept;
  const auto read = objects.read("probe");
  if (!read) return read.error();
  return objects.remove("probe");
}

}  // namespace recado::media
