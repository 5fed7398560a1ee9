#include "domain/file_type.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace recado {

namespace {

constexpr FileType k_unknown{};
constexpr FileType k_jpeg{"image/jpeg", FileFamily::image, "jpg"};
constexpr FileType k_png{"image/png", FileFamily::image, "png"};
constexpr FileType k_gif{"image/gif", FileFamily::image, "gif"};
constexpr FileType k_webp{"image/webp", FileFamily::image, "webp"};
constexpr FileType k_mp4{"video/mp4", FileFamily::video, "mp4"};
constexpr FileType k_3gp{"video/3gpp", FileFamily::video, "3gp"};
constexpr FileType k_webm{"video/webm", FileFamily::video, "webm"};
constexpr FileType k_voice_webm{"audio/webm", FileFamily::audio, "webm"};
constexpr FileType k_m4a{"audio/mp4", FileFamily::audio, "m4a"};
constexpr FileType k_ogg{"audio/ogg", FileFamily::audio, "ogg"};
constexpr FileType k_mp3{"audio/mpeg", FileFamily::audio, "mp3"};
constexpr FileType k_aac{"audio/aac", FileFamily::audio, "aac"};
constexpr FileType k_amr{"audio/amr", FileFamily::audio, "amr"};
constexpr FileType k_wav{"audio/wav", FileFamily::audio, "wav"};
constexpr FileType k_pdf{"application/pdf", FileFamily::document, "pdf"};
constexpr FileType k_zip{"application/zip", FileFamily::document, "zip"};
constexpr FileType k_ole{"application/x-ole-storage", FileFamily::document, "bin"};
constexpr FileType k_text{"text/plain", FileFamily::document, "txt"};
constexpr FileType k_vcard{"text/vcard", FileFamily::document, "vcf"};
constexpr FileType k_markup{"text/html", FileFamily::active, "html"};
constexpr FileType k_svg{"image/svg+xml", FileFamily::active, "svg"};
constexpr FileType k_program{"application/x-executable", FileFamily::active, "bin"};

constexpr std::array k_in_zip{
    FileType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", FileFamily::document, "docx"},
    FileType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", FileFamily::document, "xlsx"},
    FileType{"application/vnd.openxmlformats-officedocument.presentationml.presentation", FileFamily::document, "pptx"},
    FileType{"application/vnd.oasis.opendocument.text", FileFamily::document, "odt"},
    FileType{"application/vnd.oasis.opendocument.spreadsheet", FileFamily::document, "ods"}};
constexpr std::array k_in_ole{FileType{"application/msword", FileFamily::document, "doc"},
                              FileType{"application/vnd.ms-excel", FileFamily::document, "xls"},
                              FileType{"application/vnd.ms-powerpoint", FileFamily::document, "ppt"}};

struct Beginning {
  std::string_view bytes;
  FileType type;
};
using namespace std::string_view_literals;
constexpr std::array k_beginnings{Beginning{"\xFF\xD8\xFF"sv, k_jpeg},
                                  Beginning{"\x89PNG\r\n\x1A\n"sv, k_png},
                                  Beginning{"GIF87a"sv, k_gif},
                                  Beginning{"GIF89a"sv, k_gif},
                                  Beginning{"OggS"sv, k_ogg},
                                  Beginning{"ID3"sv, k_mp3},
                                  Beginning{"#!AMR"sv, k_amr},
                                  Beginning{"%PDF-"sv, k_pdf},
                                  Beginning{"PK\x03\x04"sv, k_zip},
                                  Beginning{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, k_ole},
                                  Beginning{"\x1A\x45\xDF\xA3"sv, k_webm},
                                  Beginning{"\x7F"
                                            "ELF"sv,
                                            k_program},
                                  Beginning{"MZ"sv, k_program},
                                  Beginning{"#!/"sv, k_program}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string lower_case(std::string_view text) {
  std::string lowered{text};
  std::ranges::transform(lowered, lowered.begin(), lower);
  return lowered;
}

FileType boxed_type(std::string_view bytes) {
  const auto brand = bytes.substr(8, 4);
  if (brand.starts_with("3g")) return k_3gp;
  if (brand == "M4A " || brand == "M4B ") return k_m4a;
  return k_mp4;
}

// The frame headers of MPEG audio have no fixed beginning: eleven set bits, then values that may not be reserved.
FileType framed_audio(std::string_view bytes) {
  if (bytes.size() < 4 || bytes[0] != '\xFF') return k_unknown;
  const auto second = static_cast<unsigned char>(bytes[1]);
  const auto third = static_cast<unsigned char>(bytes[2]);
  if ((second & 0xF6U) == 0xF0U) return k_aac;
  const bool is_mp3 = (second & 0xE0U) == 0xE0U && (second & 0x06U) == 0x02U && (third & 0xF0U) != 0xF0U;
  return is_mp3 ? k_mp3 : k_unknown;
}

// Markup is recognised wherever it begins, also behind a byte order mark, white space, a comment or plain words.
FileType markup_in(std::string_view bytes) {
  const std::string text = lower_case(bytes);
  for (const auto* tag : {"<svg", "<!doctype svg"}) {
    if (text.find(tag) != text.npos) return k_svg;
  }
  for (const auto* tag :
       {"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<?xml", "<meta", "<img"}) {
    if (text.find(tag) != text.npos) return k_markup;
  }
  return k_unknown;
}

bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1B';
  });
}

FileType choose(std::span<const FileType> fitting, std::string_view mime, FileType otherwise) {
  const auto found = std::ranges::find(fitting, mime, &FileType::mime);
  return found == fitting.end() ? otherwise : *found;
}

// UTF-8 of U+200E, U+200F, U+202A to U+202E and U+2066 to U+2069: they turn the reading direction.
bool turns_direction(std::string_view three) {
  if (three.size() < 3 || three[0] != '\xE2') return false;
  const auto second = static_cast<unsigned char>(three[1]);
  const auto third = static_cast<unsigned char>(three[2]);
  if (second == 0x80) return third == 0x8E || third == 0x8F || (third >= 0xAA && third <= 0xAE);
  return second == 0x81 && third >= 0xA6 && third <= 0xA9;
}

std::string_view last_of_path(std::string_view given) {
  const auto slash = given.find_last_of("/\\");
  return slash == given.npos ? given : given.substr(slash + 1);
}

std::string without_tricks(std::string_view given) {
  std::string name;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (turns_direction(given.substr(i, 3))) {
      i += 2;
    } else if (static_cast<unsigned char>(given[i]) >= 0x20 && given[i] != 0x7F) {
      constexpr std::string_view k_refused = "\"*:<>?|";
      name += k_refused.find(given[i]) == k_refused.npos ? given[i] : '_';
    }
  }
  const auto first = std::min(name.find_first_not_of(". "), name.size());
  name.erase(0, first);
  while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
  return name;
}

void cut(std::string& name, std::size_t most) {
  if (name.size() <= most) return;
  while (most > 0 && (static_cast<unsigned char>(name[most]) & 0xC0U) == 0x80U) --most;
  name.resize(most);
}

}  // namespace

FileType type_by_content(std::string_view first_bytes) {
  const auto bytes = first_bytes.substr(0, k_type_bytes);
  if (bytes.size() >= 12 && bytes.starts_with("RIFF")) {
    if (bytes.substr(8, 4) == "WEBP") return k_webp;
    if (bytes.substr(8, 4) == "WAVE") return k_wav;
  }
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp") return boxed_type(bytes);
  for (const auto& beginning : k_beginnings) {
    if (bytes.starts_with(beginning.bytes)) return beginning.type;
  }
  if (const auto markup = markup_in(bytes); markup != k_unknown) return markup;
  if (const auto audio = framed_audio(bytes); audio != k_unknown) return audio;
  if (lower_case(bytes.substr(0, 11)) == "begin:vcard") return k_vcard;
  return !bytes.empty() && is_text(bytes) ? k_text : k_unknown;
}

FileType type_of_file(std::string_view first_bytes, std::string_view claimed_mime) {
  const FileType found = type_by_content(first_bytes);
  const std::string claimed = bare_mime(claimed_mime);
  if (found == k_zip) return choose(k_in_zip, claimed, found);
  if (found == k_ole) return choose(k_in_ole, claimed, found);
  // What browsers record as a voice note is the same container as their video.
  if (found == k_webm && claimed.starts_with("audio/")) return k_voice_webm;
  if (found == k_mp4 && claimed == k_m4a.mime) return k_m4a;
  return found;
}

FileType file_type_of(std::string_view mime) {
  constexpr std::array k_all{k_jpeg, k_png,   k_gif,    k_webp, k_mp4, k_3gp,    k_webm, k_voice_webm,
                             k_m4a,  k_ogg,   k_mp3,    k_aac,  k_amr, k_wav,    k_pdf,  k_zip,
                             k_text, k_vcard, k_markup, k_svg,  k_ole, k_program};
  const FileType found = choose(k_all, mime, k_unknown);
  if (found != k_unknown) return found;
  return choose(k_in_zip, mime, choose(k_in_ole, mime, k_unknown));
}

std::string bare_mime(std::string_view mime) {
  mime = mime.substr(0, mime.find(';'));
  while (mime.ends_with(' ')) mime.remove_suffix(1);
  while (mime.starts_with(' ')) mime.remove_prefix(1);
  return lower_case(mime);
}

bool may_be_shown(const FileType& type) {
  return type == k_jpeg || type == k_png || type == k_webp || type == k_gif || type == k_mp4 || type == k_3gp ||
         type.family == FileFamily::audio;
}

std::string_view served_mime(const FileType& type) {
  if (may_be_shown(type) || (type.family == FileFamily::document && type != k_text)) return type.mime;
  return type == k_text ? std::string_view{"text/plain; charset=utf-8"} : k_unknown.mime;
}

std::string safe_file_name(std::string_view given, const FileType& type) {
  constexpr std::size_t k_longest = 120;
  std::string name = without_tricks(last_of_path(given));
  if (name.empty()) name = "file";
  const auto dot = name.find_last_of('.');
  const bool has_ending = dot != name.npos && dot > 0 && name.size() - dot <= 10;
  std::string ending = has_ending ? name.substr(dot + 1) : std::string{type.ending};
  if (has_ending) name.resize(dot);
  const bool is_jpeg = type == k_jpeg && lower_case(ending) == "jpeg";
  if (may_be_shown(type) && !is_jpeg && lower_case(ending) != type.ending) ending = type.ending;
  cut(name, k_longest - ending.size() - 1);
  return name + "." + ending;
}

}  // namespace recado
