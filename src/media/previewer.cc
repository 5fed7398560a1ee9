#include "media/previewer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "domain/image_size.h"
#include "media/file_handle.h"
#include "media/peaks.h"
#include "media/program_run.h"

namespace recado::media {

namespace {

// A file beyond this is kept without a preview: a copy of it is held in memory for the program that reads it. It is what
// WhatsApp takes as a video.
constexpr std::size_t k_largest_previewed = std::size_t{20} * 1024 * 1024;
constexpr std::size_t k_largest_thumbnail = std::size_t{512} * 1024;
constexpr std::size_t k_largest_voice = std::size_t{16} * 1024 * 1024;
constexpr std::size_t k_head_bytes = std::size_t{64} * 1024;
constexpr int k_samples_per_second = 8000;

// The file in memory, for a program to read; empty when it is too large or does not open.
struct Loaded {
  FileHandle file;
  std::string head;
};

Loaded load(MediaReader& reader) {
  Loaded loaded{memory_file(), {}};
  std::size_t size = 0;
  while (loaded.file) {
    const auto piece = reader.next();
    if (!piece) return {};
    if (piece->empty()) break;
    size += piece->size();
    if (size > k_largest_previewed || !write_all(loaded.file.get(), *piece)) return {};
    if (loaded.head.size() < k_head_bytes) loaded.head += piece->substr(0, k_head_bytes - loaded.head.size());
  }
  return loaded;
}

std::string output_of(std::vector<std::string> words, int input, std::size_t most) {
  std::string output;
  const bool is_done = run_program({.words = std::move(words), .input = input}, [&](std::string_view bytes) {
    output += bytes;
    return output.size() <= most;
  });
  return is_done ? output : std::string{};
}

// The demuxer is said, never guessed: a playlist that names other files would be opened too.
std::string_view demuxer_of(const FileType& type) {
  if (type.mime == "audio/ogg") return "ogg";
  if (type.mime == "audio/mpeg") return "mp3";
  if (type.mime == "audio/aac") return "aac";
  if (type.mime == "audio/amr") return "amr";
  if (type.mime == "audio/wav") return "wav";
  if (type.mime == "audio/webm" || type.mime == "video/webm") return "matroska";
  return "mov";
}

std::vector<std::string> ffmpeg(const FileType& type, std::initializer_list<std::string> what) {
  std::vector<std::string> words{"ffmpeg",
                                 "-nostdin",
                                 "-v",
                                 "error",
                                 "-protocol_whitelist",
                                 "file,pipe",
                                 "-f",
                                 std::string{demuxer_of(type)},
                                 "-threads",
                                 "1",
                                 "-i",
                                 "file:/dev/stdin"};
  words.insert(words.end(), what);
  return words;
}

// A picture is shown as its thumbnail lies, which has been turned as the camera says.
void set_size(MediaPreview& preview, ImageSize whole) {
  if (const auto small = image_size(preview.thumbnail)) {
    const bool is_turned = (whole.width > whole.height) != (small->width > small->height);
    if (is_turned && small->width != small->height) std::swap(whole.width, whole.height);
  }
  preview.width = whole.width;
  preview.height = whole.height;
}

void preview_image(const Loaded& loaded, MediaPreview& preview) {
  const auto whole = image_size(loaded.head);
  if (!whole) return;
  if (static_cast<double>(whole->width) * whole->height <= k_most_pixels) {
    preview.thumbnail = output_of({"vipsthumbnail", "stdin", "--size", "480x480>", "-o", ".webp[Q=75,strip]"},
                                  loaded.file.get(), k_largest_thumbnail);
  }
  set_size(preview, *whole);
}

// "name=1.5" lines of ffprobe.
double number_of(std::string_view lines, std::string_view name) {
  const auto begin = lines.find(std::string{name} + "=");
  if (begin == lines.npos) return 0;
  return std::strtod(std::string{lines.substr(begin + name.size() + 1, 32)}.c_str(), nullptr);
}

void preview_video(const Loaded& loaded, const FileType& type, MediaPreview& preview) {
  constexpr std::size_t k_few = 4096;
  const std::string facts =
      output_of({"ffprobe", "-v", "error", "-protocol_whitelist", "file,pipe", "-f", std::string{demuxer_of(type)},
                 "-select_streams", "v:0", "-show_entries", "format=duration:stream=width,height", "-of",
                 "default=noprint_wrappers=1", "file:/dev/stdin"},
                loaded.file.get(), k_few);
  const ImageSize whole{static_cast<int>(number_of(facts, "width")), static_cast<int>(number_of(facts, "height"))};
  const double seconds = number_of(facts, "duration");
  if (seconds > 0 && seconds < 1e6) preview.duration_ms = std::llround(seconds * 1000);
  if (whole.width <= 0 || whole.height <= 0) return;
  if (static_cast<double>(whole.width) * whole.height <= k_most_pixels) {
    preview.thumbnail = output_of(ffmpeg(type, {"-an", "-frames:v", "1", "-vf", "scale='min(480,iw)':-2", "-f",
                                                "image2pipe", "-c:v", "mjpeg", "pipe:1"}),
                                  loaded.file.get(), k_largest_thumbnail);
  }
  set_size(preview, whole);
}

void preview_audio(const Loaded& loaded, const FileType& type, MediaPreview& preview) {
  Peaks peaks;
  const ProgramRun run{
      .words = ffmpeg(type, {"-vn", "-ac", "1", "-ar", std::to_string(k_samples_per_second), "-f", "s16le", "pipe:1"}),
      .input = loaded.file.get()};
  const bool is_done = run_program(run, [&](std::string_view bytes) {
    peaks.put(bytes);
    return true;
  });
  if (!is_done || peaks.samples() == 0) return;
  preview.duration_ms = peaks.samples() * 1000 / k_samples_per_second;
  preview.waveform = peaks.waveform();
}

class Previewer final : public MediaPreviewer {
 public:
  MediaPreview preview(MediaReader& file, const FileType& type) override {
    MediaPreview preview;
    const bool is_known =
        type.family == FileFamily::image || type.family == FileFamily::video || type.family == FileFamily::audio;
    if (!is_known) return preview;
    const Loaded loaded = load(file);
    if (!loaded.file) return preview;
    switch (type.family) {
      case FileFamily::image: preview_image(loaded, preview); break;
      case FileFamily::video: preview_video(loaded, type, preview); break;
      default: preview_audio(loaded, type, preview); break;
    }
    return preview;
  }
};

class FfmpegVoice final : public VoiceMaker {
 public:
  Result<std::string> to_voice(MediaReader& recording, const FileType& type) override {
    if (find_program("ffmpeg").empty()) {
      return unavailable("Recordings cannot be made into voice messages: ffmpeg is not installed.", "Install ffmpeg.");
    }
    const Loaded loaded = load(recording);
    const bool may_hold_sound = type.family == FileFamily::audio || type.family == FileFamily::video;
    std::string voice;
    if (loaded.file && may_hold_sound) {
      voice = output_of(ffmpeg(type, {"-vn", "-map_metadata", "-1", "-ac", "1", "-ar", "48000", "-c:a", "libopus",
                                      "-b:a", "32k", "-application", "voip", "-f", "ogg", "pipe:1"}),
                        loaded.file.get(), k_largest_voice);
    }
    if (voice.empty()) {
      return invalid("media", "The recording cannot be read.", "Record it again, or send it as a document.");
    }
    return voice;
  }
};

}  // namespace

std::unique_ptr<MediaPreviewer> make_previewer() { return std::make_unique<Previewer>(); }

std::unique_ptr<VoiceMaker> make_voice_maker() { return std::make_unique<FfmpegVoice>(); }

std::string missing_programs() {
  std::string missing;
  for (const auto* name : {"vipsthumbnail", "ffmpeg", "ffprobe"}) {
    if (find_program(name).empty()) missing += (missing.empty() ? "" : ", ") + std::string{name};
  }
  return missing;
}

}  // namespace recado::media
