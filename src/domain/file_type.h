// What a file is by its content, not by its name or by what its sender says, and what a browser may be given of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace recado {

enum class FileFamily : std::uint8_t { image, video, audio, document, active, unknown };

struct FileType {
  std::string_view mime = "application/octet-stream";
  FileFamily family = FileFamily::unknown;
  std::string_view ending = "bin";  // of a file name, without the dot

  bool operator==(const FileType&) const = default;
};

// How many bytes of the beginning the decision takes at most.
constexpr std::size_t k_type_bytes = 4096;

// By the first bytes. `active`: HTML, SVG and other markup, and whatever else could act on its reader. A file that is two
// things at once is what its first bytes say.
FileType type_by_content(std::string_view first_bytes);

// A container (zip, OLE) does not tell Word from Excel by its first bytes: what the sender says decides between those that
// fit, and nothing else.
FileType type_of_file(std::string_view first_bytes, std::string_view claimed_mime);

// The type with this name, as it was kept; unknown for any other.
FileType file_type_of(std::string_view mime);

// "audio/ogg" of "Audio/OGG; codecs=opus".
std::string bare_mime(std::string_view mime);

// Whether a browser may show the file itself. Everything else is a download.
bool may_be_shown(const FileType& type);
// What the browser is told: the type by content for what is shown and for documents known to be harmless, else
// application/octet-stream.
std::string_view served_mime(const FileType& type);

// A name without path, control characters and tricks of direction, at most 120 bytes, never empty and never hidden. An
// ending is added when there is none; that of a shown type is made to fit the content.
std::string safe_file_name(std::string_view given, const FileType& type);

}  // namespace recado
