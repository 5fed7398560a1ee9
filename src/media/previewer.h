// Previews by libvips and ffmpeg, each run as a program of its own (program_run.h). Without them files are kept all the
// same.
#pragma once

#include <memory>

#include "ports/media_preview.h"

namespace recado::media {

std::unique_ptr<MediaPreviewer> make_previewer();

std::unique_ptr<VoiceMaker> make_voice_maker();

// The programs that previews need and that are not installed. For doctor.
std::string missing_programs();

}  // namespace recado::media
