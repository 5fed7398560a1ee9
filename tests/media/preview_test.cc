// What is derived from files: from real ones that ffmpeg makes, and from what strangers might send instead.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "base/crypto.h"
#include "domain/image_size.h"
#include "domain/media_file.h"
#include "media/file_handle.h"
#include "media/previewer.h"
#include "media/program_run.h"

namespace recado::media {
namespace {

namespace fs = std::filesystem;
using namespace std::string_literals;

class Text final : public MediaReader {
 public:
  explicit Text(std::string bytes) : bytes_(std::move(bytes)) {}
  Result<std::string_view> next() override {
    const auto piece = std::string_view{bytes_}.substr(at_, 65536);
    at_ += piece.size();
    return piece;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class PreviewTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!missing_programs().empty()) GTEST_SKIP() << "not installed: " << missing_programs();
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // What ffmpeg makes of these arguments.
  std::string made(const std::string& arguments, const std::string& name) {
    const std::string path = folder_ / name;
    const std::string command = "ffmpeg -nostdin -v error -y " + arguments + " '" + path + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
  }
  MediaPreview preview(const std::string& bytes, std::string_view claimed = "") {
    Text reader{bytes};
    return make_previewer()->preview(reader, type_of_file(bytes, claimed));
  }

  fs::path folder_ = fs::temp_directory_path() / ("recado-preview-" + crypto::to_hex(crypto::random_bytes(8)));
};

TEST_F(PreviewTest, APictureHasItsMeasuresAndASmallPicture) {
  for (const auto* name : {"a.png", "a.jpg", "a.webp"}) {
    const MediaPreview found = preview(made("-f lavfi -i testsrc=size=800x600 -frames:v 1", name));
    EXPECT_EQ(found.width, 800) << name;
    EXPECT_EQ(found.height, 600) << name;
    const auto small = image_size(found.thumbnail);
    ASSERT_TRUE(small) << name;
    EXPECT_EQ(small->width, 480) << name;
    EXPECT_EQ(type_by_content(found.thumbnail).mime, "image/webp") << name;
  }
}

TEST_F(PreviewTest, AVideoHasItsLengthAndItsFirstPicture) {
  const std::string video = made("-f lavfi -i testsrc=size=640x360:rate=10:duration=2 -pix_fmt yuv420p", "a.mp4");
  const MediaPreview found = preview(video);
  EXPECT_EQ(found.width, 640);
  EXPECT_EQ(found.height, 360);
  EXPECT_EQ(found.duration_ms, 2000);
  EXPECT_EQ(type_by_content(found.thumbnail).mime, "image/jpeg");
}

TEST_F(PreviewTest, AVoiceHasItsLengthAndItsWaveform) {
  const MediaPreview found = preview(made("-f lavfi -i sine=frequency=440:duration=3 -c:a libopus -ac 1", "a.ogg"));
  ASSERT_TRUE(found.duration_ms);
  EXPECT_NEAR(static_cast<double>(*found.duration_ms), 3000, 50);
  EXPECT_EQ(found.waveform.size(), k_waveform_peaks);
}

TEST_F(PreviewTest, WhatABrowserRecordsBecomesAVoiceMessage) {
  const std::string recorded = made("-f lavfi -i sine=frequency=440:duration=1 -c:a libopus -ac 2", "a.webm");
  Text reader{recorded};
  const auto voice = make_voice_maker()->to_voice(reader, type_of_file(recorded, "audio/webm;codecs=opus"));
  ASSERT_TRUE(voice) << voice.error().message;
  EXPECT_EQ(type_by_content(*voice).mime, "audio/ogg");
  EXPECT_NE(voice->find("OpusHead\x01\x01"), std::string::npos);  // one channel
}

TEST_F(PreviewTest, WhatIsNoRecordingIsNoVoiceMessage) {
  Text reader{"OggS, and nothing more of it"};
  EXPECT_EQ(make_voice_maker()->to_voice(reader, type_by_content("OggS")).error().field, "media");
}

TEST_F(PreviewTest, BrokenFilesHaveNoPreviewAndDoNoHarm) {
  for (const auto& beginning : {"\xFF\xD8\xFF\xE0"s, "\x89PNG\r\n\x1A\n"s, "\0\0\0\x18"s + "ftypisom", "OggS"s,
                                "GIF89a"s, "RIFF\xFF\xFF\xFF\xFFWEBPVP8 "s}) {
    const MediaPreview found = preview(beginning + crypto::random_bytes(50'000));
    EXPECT_TRUE(found.thumbnail.empty());
    EXPECT_FALSE(found.duration_ms);
  }
}

TEST_F(PreviewTest, APlaylistThatNamesOurFilesIsNoVideo) {
  std::ofstream{folder_ / "secret.txt"} << "secret";
  const std::string playlist =
      "\0\0\0\x18"s + "ftypisom\n#EXTM3U\n#EXTINF:1,\nfile://" + (folder_ / "secret.txt").string() + "\n";
  const MediaPreview found = preview(playlist);
  EXPECT_TRUE(found.thumbnail.empty());
}

TEST(ProgramRuns, EndWhenTheirTimeIsOver) {
  const FileHandle nothing = memory_file();
  const auto begun = std::chrono::steady_clock::now();
  const ProgramRun run{.words = {"sleep", "60"}, .input = nothing.get(), .time = std::chrono::milliseconds{200}};
  EXPECT_FALSE(run_program(run, [](std::string_view) { return true; }));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{20});
}

TEST(ProgramRuns, CannotWriteFilesAndDoNotSeeOurEnvironment) {
  const FileHandle input = memory_file();
  ASSERT_TRUE(write_all(input.get(), "hello"));
  std::string output;
  const auto collect = [&](std::string_view bytes) {
    output += bytes;
    return true;
  };
  EXPECT_TRUE(run_program({.words = {"cat"}, .input = input.get()}, collect));
  EXPECT_EQ(output, "hello");
  const std::string path = fs::temp_directory_path() / ("recado-run-" + crypto::to_hex(crypto::random_bytes(8)));
  EXPECT_FALSE(run_program({.words = {"cp", "/etc/hostname", path}, .input = input.get()}, collect));
  std::error_code ignored;
  EXPECT_EQ(fs::exists(path) ? fs::file_size(path, ignored) : 0U, 0U);
  fs::remove(path);
  ::setenv("RECADO_TEST_SECRET", "secret", 1);
  output.clear();
  EXPECT_TRUE(run_program({.words = {"env"}, .input = input.get()}, collect));
  EXPECT_EQ(output.find("secret"), std::string::npos);
  EXPECT_FALSE(run_program({.words = {"no such program"}, .input = input.get()}, collect));
}

}  // namespace
}  // namespace recado::media
