#include "api/auth.h"

#include <algorithm>

#include "api/problem.h"

namespace recado::api {
namespace {

std::string lower(std::string_view text) {
  std::string small{text};
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

// "https://Recado.example:443/inbox" and "recado.example:443" are both "recado.example".
std::string host_and_port(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  for (const std::string_view usual : {":443", ":80"}) {
    if (url.ends_with(usual)) url.remove_suffix(usual.size());
  }
  return lower(url);
}

bool changes_something(std::string_view method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

Error nobody() {
  return unauthorized("You are not signed in.", "Sign in, or send an API key: Authorization: Bearer rk_…");
}

Error another_page() {
  return wrong_origin("This request comes from a page of another address.",
                      "Open Recado at its own address, or configure public_url to be the address people use. Programs "
                      "use an API key.");
}

}  // namespace

Credential credential_of(const net::Request& request) {
  constexpr std::string_view bearer = "bearer ";
  const std::string_view authorization = request.headers.get("Authorization");
  if (lower(authorization.substr(0, bearer.size())) == bearer)
    return {{}, std::string{authorization.substr(bearer.size())}};
  return {request.cookie(k_session_cookie).value_or(std::string{}), {}};
}

bool Trust::came_by_https(const net::Request& request) const {
  if (behind_proxy && request.headers.has("X-Forwarded-Proto"))
    return request.headers.get("X-Forwarded-Proto") == "https";
  return public_url.starts_with("https://");
}

std::string Trust::client_address(const net::Request& request) const {
  std::string_view chain = behind_proxy ? request.headers.get("X-Forwarded-For") : std::string_view{};
  if (const auto comma = chain.rfind(','); comma != std::string_view::npos) chain.remove_prefix(comma + 1);
  while (chain.starts_with(' ')) chain.remove_prefix(1);
  while (chain.ends_with(' ')) chain.remove_suffix(1);
  return chain.empty() ? request.remote_address : std::string{chain};
}

bool Trust::is_own_page(const net::Request& request) const {
  const std::string_view origin = request.headers.get("Origin");
  if (origin.find("://") == std::string_view::npos) return false;
  const std::string page = host_and_port(origin);
  if (page == host_and_port(request.headers.get("Host"))) return true;
  return !public_url.empty() && page == host_and_port(public_url);
}

Result<Caller> Gate::who(const Credential& credential) const {
  if (!credential.key.empty()) return authenticate_.by_key(credential.key);
  if (!credential.session.empty()) return authenticate_.by_session(credential.session);
  return nobody();
}

Result<Caller> Gate::caller(const net::Request& request) const {
  const Credential credential = credential_of(request);
  auto caller = who(credential);
  const bool by_cookie = !credential.session.empty();
  if (caller && by_cookie && changes_something(request.method) && !trust_.is_own_page(request)) return another_page();
  return caller;
}

Result<Caller> Gate::socket_caller(const net::Request& request) const {
  const Credential credential = credential_of(request);
  auto caller = who(credential);
  if (caller && !credential.session.empty() && !trust_.is_own_page(request)) return another_page();
  return caller;
}

Result<Caller> Gate::admin(const net::Request& request) const {
  auto caller = this->caller(request);
  if (caller && !may_administer(caller->role)) {
    return forbidden("Only owners and admins may do this.", "Ask an owner or admin of the workspace.");
  }
  return caller;
}

}  // namespace recado::api
