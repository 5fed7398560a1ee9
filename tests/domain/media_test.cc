// Rules about files: what they are, what they are called, how long they are tried, and what a provider takes.
#include <gmock/gmock.h>

#include "base/crypto.h"
#include "domain/file_type.h"
#include "domain/image_size.h"
#include "domain/media_file.h"
#include "domain/media_limits.h"

namespace recado {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

TEST(FileTypes, AreTakenFromTheContent) {
  struct Case {
    std::string bytes;
    std::string_view mime;
  };
  for (const auto& [bytes, mime] :
       {Case{"\xFF\xD8\xFF\xE0rest", "image/jpeg"}, Case{"\x89PNG\r\n\x1A\nrest", "image/png"},
        Case{"RIFF\0\0\0\0WEBPVP8 "s, "image/webp"}, Case{"RIFF\0\0\0\0WAVEfmt "s, "audio/wav"},
        Case{"\0\0\0\x18"s + "ftypisom", "video/mp4"}, Case{"\0\0\0\x18"s + "ftypM4A ", "audio/mp4"},
        Case{"\0\0\0\x18"s + "ftyp3gp5", "video/3gpp"}, Case{"OggS\0\2"s, "audio/ogg"}, Case{"#!AMR\n", "audio/amr"},
        Case{"ID3\4", "audio/mpeg"}, Case{"\xFF\xFB\x90\x64", "audio/mpeg"}, Case{"\xFF\xF1\x50\x80", "audio/aac"},
        Case{"%PDF-1.7", "application/pdf"}, Case{"BEGIN:VCARD\nEND:VCARD", "text/vcard"},
        Case{"only words, \xC3\xA9", "text/plain"}, Case{"<SVG onload=x>", "image/svg+xml"},
        Case{"\n<!-- x --><HTML>", "text/html"}, Case{"\1\2\3", "application/octet-stream"},
        Case{"", "application/octet-stream"}}) {
    EXPECT_EQ(type_by_content(bytes).mime, mime) << mime;
  }
}

TEST(FileTypes, AClaimDecidesBetweenWhatTheContentDoesNotTellApartAndNothingElse) {
  constexpr std::string_view k_docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  EXPECT_EQ(type_of_file("PK\x03\x04", k_docx).mime, k_docx);
  EXPECT_EQ(type_of_file("PK\x03\x04", "image/jpeg").mime, "application/zip");
  EXPECT_EQ(type_of_file("\xFF\xD8\xFF\xE0", k_docx).mime, "image/jpeg");
  EXPECT_EQ(type_of_file("<html>", "image/jpeg; charset=x").mime, "text/html");
  EXPECT_EQ(type_of_file("\x1A\x45\xDF\xA3", "audio/webm;codecs=opus").family, FileFamily::audio);
}

TEST(FileTypes, KeptByTheirNameTheyAreTheSame) {
  for (const std::string& bytes : {"\xFF\xD8\xFF"s, "%PDF-"s, "OggS"s, "<svg"s, "BEGIN:VCARD"s, "hello"s}) {
    EXPECT_EQ(file_type_of(type_by_content(bytes).mime), type_by_content(bytes));
  }
  EXPECT_EQ(file_type_of("text/javascript"), FileType{});
}

TEST(FileNames, AreNamesAndNothingElse) {
  const FileType pdf = type_by_content("%PDF-");
  const FileType jpeg = type_by_content("\xFF\xD8\xFF");
  EXPECT_EQ(safe_file_name("../../etc/passwd", pdf), "passwd.pdf");
  EXPECT_EQ(safe_file_name("C:\\temp\\offer.pdf", pdf), "offer.pdf");
  EXPECT_EQ(safe_file_name("", jpeg), "file.jpg");
  EXPECT_EQ(safe_file_name("...", jpeg), "file.jpg");
  EXPECT_EQ(safe_file_name(".htaccess", pdf), "htaccess.pdf");
  EXPECT_EQ(safe_file_name("a\r\nb\"c.pdf", pdf), "ab_c.pdf");
  EXPECT_EQ(safe_file_name("photo.jpeg", jpeg), "photo.jpeg");
  EXPECT_EQ(safe_file_name("photo.exe", jpeg), "photo.jpg");
  EXPECT_EQ(safe_file_name("\xE2\x80\xAEgpj.pdf", pdf), "gpj.pdf");
  EXPECT_LE(safe_file_name(std::string(500, 'x') + ".pdf", pdf).size(), 120U);
  EXPECT_TRUE(safe_file_name(std::string(500, 'x') + ".pdf", pdf).ends_with(".pdf"));
}

TEST(FetchingAFile, IsTriedForSevenDaysSoonAtFirst) {
  DurationMs passed{0};
  int attempts = 0;
  EXPECT_EQ(next_fetch(1, 0ms), DurationMs{5s});
  while (const auto wait = next_fetch(++attempts, passed)) {
    EXPECT_LE(*wait, DurationMs{3h});
    passed += *wait;
  }
  EXPECT_LT(passed, DurationMs{24h * 7});
  EXPECT_GE(passed, DurationMs{24h * 7 - 3h});
}

TEST(Hashes, AgreeInEitherWriting) {
  const std::string hex = crypto::sha256_hex("file");
  EXPECT_TRUE(hash_agrees(hex, hex));
  EXPECT_TRUE(hash_agrees(crypto::to_base64(*crypto::from_hex(hex)), hex));
  EXPECT_TRUE(hash_agrees("", hex));
  EXPECT_FALSE(hash_agrees(crypto::sha256_hex("other"), hex));
  EXPECT_FALSE(hash_agrees("no hash", hex));
}

TEST(ImageSizes, AreReadWithoutDecoding) {
  const std::string png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\2\0\0\0"s + std::string(20, 'x');
  ASSERT_TRUE(image_size(png));
  EXPECT_EQ(image_size(png)->width, 800);
  EXPECT_EQ(image_size(png)->height, 600);
  const std::string jpeg = "\xFF\xD8\xFF\xE0\0\4ab\xFF\xC0\0\x11\x08\x02\x58\x03\x20"s + std::string(30, 'x');
  ASSERT_TRUE(image_size(jpeg));
  EXPECT_EQ(image_size(jpeg)->width, 800);
  EXPECT_FALSE(image_size("\xFF\xD8\xFF\xE0 not any more" + std::string(40, 'x')));
  EXPECT_FALSE(image_size(""));
}

TEST(OutgoingFiles, AreRefusedWithTheLimitInTheMessage) {
  constexpr std::int64_t k_mib = 1024 * 1024;
  EXPECT_TRUE(check_outgoing_file(Provider::meta, {MessageType::image, "image/png", 5 * k_mib, false}));
  const auto large = check_outgoing_file(Provider::meta, {MessageType::image, "image/png", 5 * k_mib + 1, false});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().reason, "media_size");
  EXPECT_THAT(large.error().message, ::testing::HasSubstr("5 MB"));
  EXPECT_EQ(check_outgoing_file(Provider::meta, {MessageType::image, "image/gif", 10, false}).error().reason,
            "media_type");
  EXPECT_FALSE(check_outgoing_file(Provider::meta, {MessageType::sticker, "image/webp", 101 * 1024, false}));
  EXPECT_TRUE(check_outgoing_file(Provider::meta, {MessageType::sticker, "image/webp", 101 * 1024, true}));
  EXPECT_TRUE(check_outgoing_file(Provider::meta, {MessageType::document, "application/zip", 100 * k_mib, false}));
  EXPECT_FALSE(check_outgoing_file(Provider::twilio, {MessageType::document, "application/pdf", 17 * k_mib, false}));
  EXPECT_FALSE(check_outgoing_file(Provider::meta, {MessageType::audio, "audio/ogg", 0, false}));
}

}  // namespace
}  // namespace recado
