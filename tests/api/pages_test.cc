#include <array>

#include "api/ui_pages.h"
#include "support/api_fixture.h"

namespace recado::test {
namespace {

constexpr std::array k_files{
    api::EmbeddedFile{"/assets/app-1f3c.js", "text/javascript; charset=utf-8", "", "plain script", "\"1\""},
    api::EmbeddedFile{"/assets/app-1f3c.js", "text/javascript; charset=utf-8", "br", "br script", "\"2\""},
    api::EmbeddedFile{"/assets/app-1f3c.js", "text/javascript; charset=utf-8", "gzip", "gzip script", "\"3\""},
    api::EmbeddedFile{"/favicon.svg", "image/svg+xml", "", "icon", "\"4\""},
    api::EmbeddedFile{"/index.html", "text/html; charset=utf-8", "", "<!doctype html>", "\"5\""},
    api::EmbeddedFile{"/index.html", "text/html; charset=utf-8", "br", "br page", "\"6\""},
};

net::Response page(const std::string& path, const std::vector<std::pair<std::string, std::string>>& headers = {},
                   const std::string& method = "GET") {
  net::Request request;
  request.method = method;
  request.path = path;
  for (const auto& [name, value] : headers) request.headers.set(name, value);
  return api::ui_pages(k_files)(request);
}

TEST(ThePages, AreOneApplicationAtEveryAddressThatIsNoFile) {
  for (const auto* path : {"/", "/index.html", "/inbox", "/inbox/conv_01kx3f0v80000", "/settings/numbers/"}) {
    const auto response = page(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.static_body, "<!doctype html>");
    EXPECT_EQ(response.headers.get("Cache-Control"), "no-cache");
  }
  for (const auto* path : {"/v1", "/v1/nothing", "/assets/old-77aa.js", "/robots.txt", "/inbox/.env"}) {
    EXPECT_EQ(page(path).status, 404) << path;
    EXPECT_EQ(page(path).headers.get("Content-Type"), "application/problem+json");
  }
  EXPECT_EQ(page("/inbox", {}, "POST").status, 405);
  EXPECT_EQ(page("/inbox", {}, "HEAD").status, 200);
}

TEST(ThePages, AreSentAsTheBrowserCanReadThem) {
  const auto encoding = [](const std::string& accepted) {
    const auto response = page("/assets/app-1f3c.js", {{"Accept-Encoding", accepted}});
    EXPECT_EQ(response.headers.get("Vary"), "Accept-Encoding");
    return std::string{response.headers.get("Content-Encoding")};
  };
  EXPECT_EQ(encoding("gzip, deflate, br"), "br");
  EXPECT_EQ(encoding("gzip;q=1.0, br; q=0.5"), "br");
  EXPECT_EQ(encoding("gzip, br;q=0"), "gzip");
  EXPECT_EQ(encoding("gzip;q=0.0,brotli"), "");
  EXPECT_EQ(encoding(""), "");
  EXPECT_EQ(page("/favicon.svg", {{"Accept-Encoding", "br"}}).static_body, "icon");
}

TEST(ThePages, AreKeptByTheBrowser) {
  const auto asset = page("/assets/app-1f3c.js");
  EXPECT_EQ(asset.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(asset.headers.get("ETag"), "\"1\"");
  const auto again = page("/index.html", {{"If-None-Match", "W/\"0\", \"5\""}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.static_body.empty());
  EXPECT_EQ(page("/index.html", {{"If-None-Match", "\"6\""}}).status, 200) << "another encoding's";
}

TEST(ThePages, AllowNothingFromElsewhere) {
  const auto response = page("/inbox");
  const auto policy = response.headers.get("Content-Security-Policy");
  for (const auto* rule : {"default-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"}) {
    EXPECT_NE(policy.find(rule), std::string_view::npos) << rule;
  }
  EXPECT_EQ(policy.find("unsafe"), std::string_view::npos);
  EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.headers.get("X-Frame-Options"), "DENY");
}

TEST(ThePages, SayHowTheyAreBuiltWhenTheyAreNot) {
  net::Request request;
  request.method = "GET";
  request.path = "/";
  const auto response = api::ui_pages({})(request);
  EXPECT_EQ(response.status, 200);
  EXPECT_NE(response.static_body.find("script/build"), std::string_view::npos);
}

class APage : public ApiTest {};

TEST_P(APage, IsServedBesideTheApi) {
  const Reply reply = send({"GET", "/inbox", {}, {}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(reply.headers.get("Content-Type").starts_with("text/html"));
  const Reply head = send({"HEAD", "/inbox", {}, {}});
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(send({"GET", "/v1", {}, {}}).status, 404);
}

TEST_P(APage, TellsWhetherTheProgramCanTakeWork) {
  EXPECT_EQ(send({"GET", "/healthz", {}, {}}).body, R"({"status":"ok","version":"0.1.0"})");
  EXPECT_EQ(send({"GET", "/readyz", {}, {}}).status, 200);
  ready_ = false;
  EXPECT_EQ(send({"GET", "/readyz", {}, {}}).status, 503);
  EXPECT_EQ(send({"GET", "/healthz", {}, {}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(, APage, ::testing::Values("sqlite"), TestDatabase::kind_name);

}  // namespace
}  // namespace recado::test
