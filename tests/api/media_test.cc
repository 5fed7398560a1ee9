// Files over the API: who may have them, and that nothing in them can act in a browser.
#include <boost/json.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "support/api_fixture.h"

namespace recado::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class MediaApi : public ApiTest {
 protected:
  Reply upload(const std::string& bytes, const std::string& name = "a file", const std::string& mime = "image/jpeg",
               const std::string& more = "") {
    return as(session_,
              {"POST", "/v1/media?name=" + net::percent_encode(name) + more, bytes, {{"Content-Type", mime}}});
  }
  Reply fetch(const std::string& id, std::vector<std::pair<std::string, std::string>> headers = {},
              const std::string& more = "") {
    return as(session_, {"GET", "/v1/media/" + id + more, {}, std::move(headers)});
  }
  static std::string gif(std::size_t size = 100) { return "GIF89a" + std::string(size, 'g'); }
};

TEST_P(MediaApi, APictureIsShownWithTheTypeThatItHas) {
  const Reply made = upload(gif(), "día.jpg");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.member("mime"), "image/gif");
  EXPECT_EQ(made.member("name"), "día.gif");
  const Reply got = fetch(made.member("id"));
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, gif());
  EXPECT_EQ(got.headers.get("Content-Type"), "image/gif");
  EXPECT_EQ(got.headers.get("Content-Disposition"), "inline; filename=\"d__a.gif\"; filename*=UTF-8''d%C3%ADa.gif");
  EXPECT_EQ(got.headers.get("Content-Security-Policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(got.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(std::string{got.headers.get("Cache-Control")}, StartsWith("private"));
}

TEST_P(MediaApi, WhatCouldActInABrowserIsADownloadWithoutAType) {
  struct Case {
    const char* bytes;
    const char* name;
    const char* mime;
  };
  for (const auto& [bytes, name, mime] :
       {Case{"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "logo.svg", "image/svg+xml"},
        Case{"<!DOCTYPE html><script>alert(1)</script>", "photo.jpg", "image/jpeg"},
        Case{"\xEF\xBB\xBF  <html><body onload=alert(1)>", "notes.txt", "text/plain"},
        Case{"<?xml version=\"1.0\"?><x xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:script/></x>", "a.xml", "text/xml"},
        Case{"just words, and then <script>alert(1)</script>", "words.txt", "text/plain"},
        Case{"MZ a program", "invoice.pdf.exe", "application/pdf"}}) {
    const Reply got = fetch(upload(bytes, name, mime).member("id"));
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.headers.get("Content-Type"), "application/octet-stream") << name;
    EXPECT_THAT(std::string{got.headers.get("Content-Disposition")}, StartsWith("attachment")) << name;
    EXPECT_EQ(got.headers.get("Content-Security-Policy"), "default-src 'none'; sandbox") << name;
  }
}

TEST_P(MediaApi, AFileThatIsTwoThingsIsShownAsItsFirstBytesSayAndAsNothingElse) {
  const Reply got = fetch(upload(gif() + "<script>alert(1)</script>", "both.html", "text/html").member("id"));
  EXPECT_EQ(got.headers.get("Content-Type"), "image/gif");
  EXPECT_EQ(got.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(std::string{got.headers.get("Content-Disposition")}, HasSubstr("both.gif"));
}

TEST_P(MediaApi, APdfAndAnArchiveAreDownloads) {
  const Reply pdf = fetch(upload("%PDF-1.7 and so on", "offer.pdf", "application/pdf").member("id"));
  EXPECT_EQ(pdf.headers.get("Content-Type"), "application/pdf");
  EXPECT_THAT(std::string{pdf.headers.get("Content-Disposition")}, StartsWith("attachment"));
  // Whatever it would unfold to, nobody unfolds it here.
  const Reply bomb = upload(std::string{"PK\x03\x04"} + std::string(1000, '\0'), "bomb.zip", "application/zip");
  ASSERT_EQ(bomb.status, 201);
  EXPECT_EQ(bomb.member("has_thumbnail"), "false");
  EXPECT_THAT(std::string{fetch(bomb.member("id")).headers.get("Content-Disposition")}, StartsWith("attachment"));
}

TEST_P(MediaApi, APictureThatUnfoldsToGigabytesIsKeptAndNeverUnfolded) {
  std::string png = "\x89PNG\r\n\x1A\n";
  png += std::string("\0\0\0\rIHDR", 8) + std::string("\0\0\xFF\xFF\0\0\xFF\xFF\x08\x02\0\0\0", 13);
  png += std::string(100, 'z');
  const Reply made = upload(png, "bomb.png", "image/png");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.member("width"), "65535");
  EXPECT_EQ(made.member("has_thumbnail"), "false");
}

TEST_P(MediaApi, ANameWithAPathOrAHeaderInItIsJustAName) {
  for (const auto* name :
       {"../../etc/passwd", "..\\..\\windows\\win.ini", "a\r\nSet-Cookie: x=1\".gif", "\xE2\x80\xAEgpj.exe"}) {
    const Reply got = fetch(upload(gif(), name).member("id"));
    const std::string disposition{got.headers.get("Content-Disposition")};
    EXPECT_THAT(disposition, Not(HasSubstr("/"))) << name;
    EXPECT_THAT(disposition, Not(HasSubstr("\\"))) << name;
    EXPECT_THAT(disposition, Not(HasSubstr("%E2%80%AE"))) << name;
    EXPECT_FALSE(got.headers.has("Set-Cookie")) << name;
  }
}

TEST_P(MediaApi, ARangeIsAnsweredAsAskedFor) {
  std::string bytes = "GIF89a";
  for (int i = 0; i < 100'000; ++i) bytes += std::to_string(i);
  const std::string id = upload(bytes).member("id");
  const Reply part = fetch(id, {{"Range", "bytes=200000-200099"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, bytes.substr(200'000, 100));
  EXPECT_EQ(part.headers.get("Content-Range"), fmt::format("bytes 200000-200099/{}", bytes.size()));
  EXPECT_EQ(fetch(id, {{"Range", "bytes=-5"}}).body, bytes.substr(bytes.size() - 5));
  EXPECT_EQ(fetch(id, {{"Range", "bytes=6-"}}).body, bytes.substr(6));
  EXPECT_EQ(fetch(id, {{"Range", fmt::format("bytes={}-", bytes.size())}}).status, 416);
  EXPECT_EQ(fetch(id, {{"Range", "bytes=0-1,3-4"}}).body, bytes);
  EXPECT_EQ(fetch(id, {{"If-None-Match", std::string{part.headers.get("ETag")}}}).status, 304);
}

TEST_P(MediaApi, ALargeFileComesAndGoesWhole) {
  const std::string bytes = "GIF89a" + crypto::random_bytes(20 * 1024 * 1024);
  const Reply made = upload(bytes);
  ASSERT_EQ(made.status, 201) << made.body;
  net::ClientRequest request{.url = fmt::format("http://127.0.0.1:{}/v1/media/{}", port(), made.member("id"))};
  request.max_response_bytes = std::size_t{64} << 20;
  for (const auto& [name, value] : browser_headers(session_)) request.headers.set(name, value);
  const auto got = client_.send(request);
  ASSERT_TRUE(got) << got.error().message;
  EXPECT_TRUE(got->body == bytes);
}

TEST_P(MediaApi, ALinkGivesItsFileToWhoeverHasItUntilItEnds) {
  const Reply made = upload(gif(), "día.gif");
  const MediaId id = MediaId::parse(made.member("id")).value();
  const std::string link = "/v1/media/shared/" + use_cases_->media_links.token(connection_.id, id);
  const auto stranger = [&](const std::string& target) { return send({"GET", target, {}, {}}); };
  const Reply got = stranger(link);
  const Reply own = fetch(made.member("id"));
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, gif());
  for (const auto* name : {"Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options",
                           "Cross-Origin-Resource-Policy", "Cache-Control"}) {
    EXPECT_EQ(got.headers.get(name), own.headers.get(name)) << name;
  }
  EXPECT_EQ(send({"HEAD", link, {}, {}}).status, 200);

  std::string changed = link;
  changed.back() = changed.back() == '0' ? '1' : '0';
  const std::string other_file = "/v1/media/shared/" + use_cases_->media_links.token(connection_.id, MediaId{5});
  const std::string other_number = "/v1/media/shared/" + use_cases_->media_links.token(ConnectionId{5}, id);
  const std::string wrong = stranger(changed).body;
  for (const std::string& target :
       {changed, other_file, other_number, std::string{"/v1/media/shared/x"}, link + "-1"}) {
    const Reply refused = stranger(target);
    EXPECT_EQ(refused.status, 404) << target;
    EXPECT_EQ(refused.body, wrong) << target;
  }
  clock_.advance(std::chrono::hours{6});
  EXPECT_EQ(stranger(link).status, 404);
  EXPECT_EQ(stranger(link).body, wrong);
}

TEST_P(MediaApi, OnlyMembersOfTheWorkspaceHaveIt) {
  const std::string id = upload(gif()).member("id");
  EXPECT_EQ(send({"GET", "/v1/media/" + id, {}, {}}).status, 401);
  EXPECT_EQ(send({"GET", "/v1/media/" + id + "/thumbnail", {}, {}}).status, 401);
  EXPECT_EQ(send({"POST", "/v1/media", gif(), {}}).status, 401);
  EXPECT_EQ(fetch("med_01kx3f0v80000").status, 404);
}

TEST_P(MediaApi, WhatHasNotComeSaysSo) {
  deliver(delivery_of(R"({"from":"573001234567","id":"wamid.p","timestamp":"1795000000","type":"image",)"
                      R"("image":{"id":"1","mime_type":"image/jpeg","caption":"look"}})"));
  const std::string thread = get("/v1/conversations/" + customer_writes("there") + "/messages").body;
  const auto message = boost::json::parse(thread).at("items").at(0);
  EXPECT_EQ(message.at("text"), "look");
  const auto& file = message.at("files").at(0);
  EXPECT_EQ(file.at("state"), "waiting");
  const Reply got = fetch(std::string{file.at("id").as_string()});
  EXPECT_EQ(got.status, 409);
  EXPECT_EQ(got.member("code"), "media_waiting");
}

TEST_P(MediaApi, AnEmptyFileIsRefused) {
  const Reply made = upload("");
  EXPECT_EQ(made.status, 400);
  EXPECT_EQ(made.member("field"), "media");
}

INSTANTIATE_TEST_SUITE_P(, MediaApi, ::testing::ValuesIn(TestDatabase::available_kinds()), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
