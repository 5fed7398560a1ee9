#include "media/s3_objects.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <unistd.h>

#include "base/crypto.h"
#include "media/file_handle.h"

namespace recado::media {

namespace {

constexpr std::chrono::minutes k_longest{5};
constexpr std::chrono::seconds k_stall{30};

Error refused(int status) {
  if (status == 403 || status == 401) {
    return unavailable("The bucket refuses the access key.", "Check media.s3_access_key and its rights.");
  }
  return unavailable(fmt::format("The bucket answered {}.", status), "Check media.s3_endpoint and media.s3_bucket.");
}

Error unreachable(const net::ClientFailure& failure) {
  return unavailable("The bucket cannot be reached: " + failure.message, "Check media.s3_endpoint.");
}

class Bucket {
 public:
  Bucket(net::HttpClient& http, S3Bucket facts) : http_(http), facts_(std::move(facts)) {}

  net::ClientRequest request(std::string method, const std::string& name, const std::string& sha256) const {
    net::ClientRequest request;
    request.method = std::move(method);
    request.url = facts_.endpoint + "/" + facts_.bucket + "/" + name;
    request.headers.set("x-amz-content-sha256", sha256);
    request.aws = net::AwsSignature{facts_.region, facts_.access_key, facts_.secret_key};
    request.timeout = k_longest;
    request.stall = k_stall;
    return request;
  }
  net::HttpClient& http() const { return http_; }

  Result<FileHandle> spool() const {
    std::error_code ignored;
    std::filesystem::create_directories(facts_.spool_folder, ignored);
    FileHandle file = nameless_file(facts_.spool_folder);
    if (file) return file;
    return unavailable(fmt::format("Nothing can be written to {}.", facts_.spool_folder), "Check media.folder.");
  }

 private:
  net::HttpClient& http_;
  S3Bucket facts_;
};

class S3Writer final : public ObjectWriter {
 public:
  S3Writer(const Bucket& bucket, std::string name, FileHandle spool)
      : bucket_(bucket), name_(std::move(name)), spool_(std::move(spool)) {}

  Result<void> put(std::string_view bytes) override {
    hash_.put(bytes);
    size_ += bytes.size();
    if (write_all(spool_.get(), bytes)) return {};
    return unavailable("The spool of the media store is full.", "Make room in media.folder.");
  }

  Result<void> keep() override {
    auto put = bucket_.request("PUT", name_, hash_.hex());
    put.headers.set("Content-Type", "application/octet-stream");
    ::lseek(spool_.get(), 0, SEEK_SET);
    put.body_source = [this](char* room, std::size_t size) {
      const ssize_t count = ::read(spool_.get(), room, size);
      return static_cast<std::size_t>(std::max<ssize_t>(count, 0));
    };
    put.body_size = size_;
    const auto response = bucket_.http().send(put);
    if (!response) return unreachable(response.error());
    if (response->status != 200) return refused(response->status);
    return {};
  }

 private:
  const Bucket& bucket_;
  std::string name_;
  FileHandle spool_;
  crypto::Sha256 hash_;
  std::size_t size_ = 0;
};

class S3Objects final : public ObjectStore {
 public:
  S3Objects(net::HttpClient& http, S3Bucket facts) : bucket_(http, std::move(facts)) {}

  Result<std::unique_ptr<ObjectWriter>> write(const std::string& name) override {
    auto spool = bucket_.spool();
    if (!spool) return spool.error();
    return std::make_unique<S3Writer>(bucket_, name, std::move(*spool));
  }

  Result<std::unique_ptr<ObjectReader>> read(const std::string& name) override {
    auto spool = bucket_.spool();
    if (!spool) return spool.error();
    auto get = bucket_.request("GET", name, crypto::sha256_hex(""));
    get.on_body = [&](std::string_view bytes) { return write_all(spool->get(), bytes); };
    const auto response = bucket_.http().send(get);
    if (!response) return unreachable(response.error());
    if (response->status == 404) return not_found("The file is not in the media store.");
    if (response->status != 200) return refused(response->status);
    ::lseek(spool->get(), 0, SEEK_SET);
    return make_file_reader(std::move(*spool));
  }

  Result<void> remove(const std::string& name) override {
    const auto response = bucket_.http().send(bucket_.request("DELETE", name, crypto::sha256_hex("")));
    if (!response) return unreachable(response.error());
    if (response->status == 404 || (response->status >= 200 && response->status < 300)) return {};
    return refused(response->status);
  }

 private:
  Bucket bucket_;
};

}  // namespace

std::unique_ptr<ObjectStore> make_s3_objects(net::HttpClient& http, S3Bucket bucket) {
  return std::make_unique<S3Objects>(http, std::move(bucket));
}

}  // namespace recado::media
