#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "base/crypto.h"
#include "providers/meta/json_fields.h"
#include "providers/meta/media_transfer.h"

namespace recado::meta {

namespace {

// Meta keeps an uploaded file for thirty days; a day is left for what waits in a queue.
constexpr DurationMs k_lives = std::chrono::hours{24 * 29};
constexpr std::chrono::minutes k_longest{5};

// A form with one file in it, read piece by piece.
class Form {
 public:
  explicit Form(const MediaParcel& parcel)
      : parcel_(parcel), boundary_("recado-" + crypto::to_hex(crypto::random_bytes(16))) {
    const std::string begin = "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"";
    front_ = begin + "messaging_product\"\r\n\r\nwhatsapp\r\n" + begin + "type\"\r\n\r\n" + parcel.mime + "\r\n" +
             begin + "file\"; filename=\"" + parcel.name + "\"\r\nContent-Type: " + parcel.mime + "\r\n\r\n";
    back_ = "\r\n--" + boundary_ + "--\r\n";
    left_ = front_;
  }

  std::string content_type() const { return "multipart/form-data; boundary=" + boundary_; }
  std::size_t size() const { return front_.size() + static_cast<std::size_t>(parcel_.size) + back_.size(); }

  std::size_t read(char* room, std::size_t size) {
    if (left_.empty()) advance();
    const std::size_t count = std::min(size, left_.size());
    std::memcpy(room, left_.data(), count);
    left_.remove_prefix(count);
    return count;
  }

 private:
  void advance() {
    if (ended_) return;
    const auto piece = parcel_.next();
    if (piece && !piece->empty()) {
      left_ = *piece;
    } else {
      ended_ = true;
      if (piece) left_ = back_;  // a file that cannot be read ends the request short, which fails it
    }
  }

  const MediaParcel& parcel_;
  std::string boundary_;
  std::string front_;
  std::string back_;
  std::string_view left_;
  bool ended_ = false;
};

std::string id_in(const std::string& body) {
  simdjson::dom::parser parser;
  simdjson::dom::object answer;
  if (parser.parse(body).get(answer) != simdjson::SUCCESS) return {};
  return text_at(answer, "id");
}

class GraphMediaUploader final : public MediaUploader {
 public:
  GraphMediaUploader(net::HttpClient& http, const GraphDialect& dialect) : http_(http), dialect_(dialect) {}

  std::variant<UploadedMedia, RetryLater, Rejected> upload(const ProviderAccess& access,
                                                           const MediaParcel& parcel) override {
    Form form{parcel};
    std::string_view base = access.base_url;
    while (base.ends_with('/')) base.remove_suffix(1);
    net::ClientRequest post;
    post.method = "POST";
    post.url =
        std::string{base} + std::string{dialect_.version_path} + "/" + net::percent_encode(access.number_id) + "/media";
    post.headers.set(dialect_.key_header, std::string{dialect_.key_prefix} + access.access_token);
    post.headers.set("Content-Type", form.content_type());
    post.body_source = [&form](char* room, std::size_t size) { return form.read(room, size); };
    post.body_size = form.size();
    post.timeout = k_longest;
    const auto response = http_.send(post);
    if (!response) return RetryLater{RetryLater::Cause::unreachable, DurationMs{0}, response.error().message};
    if (response->status >= 200 && response->status < 300) {
      std::string id = id_in(response->body);
      if (!id.empty()) return UploadedMedia{std::move(id), k_lives};
      return RetryLater{RetryLater::Cause::provider_trouble, DurationMs{0}, "The provider did not name the file."};
    }
    const SendOutcome outcome = dialect_.outcome(*response);
    if (const auto* rejected = std::get_if<Rejected>(&outcome)) return *rejected;
    if (const auto* later = std::get_if<RetryLater>(&outcome)) return *later;
    return RetryLater{RetryLater::Cause::provider_trouble, DurationMs{0}, "The provider's answer is not understood."};
  }

 private:
  net::HttpClient& http_;
  const GraphDialect& dialect_;
};

}  // namespace

std::unique_ptr<MediaUploader> make_media_uploader(net::HttpClient& http, const GraphDialect& dialect) {
  return std::make_unique<GraphMediaUploader>(http, dialect);
}

}  // namespace recado::meta
