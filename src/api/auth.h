// Who asks, and whether the page they ask from is ours. Every route but the open ones passes through here.
#pragma once

#include <string>
#include <string_view>

#include "app/authenticate.h"
#include "net/http.h"

namespace recado::api {

constexpr std::string_view k_session_cookie = "recado_session";

// What a request signs in with. Both empty: nothing.
struct Credential {
  std::string session;
  std::string key;
};
Credential credential_of(const net::Request& request);

// Which pages and which of a proxy's words are believed.
struct Trust {
  std::string public_url;  // may be empty
  bool behind_proxy = false;

  bool came_by_https(const net::Request& request) const;
  std::string client_address(const net::Request& request) const;
  // False for a page of another host, and when the browser does not say.
  bool is_own_page(const net::Request& request) const;
};

class Gate {
 public:
  Gate(Authenticate& authenticate, Trust trust) : authenticate_(authenticate), trust_(std::move(trust)) {}

  // Errors: unauthorized; reason "wrong_origin" when a cookie comes with a changing method from another page.
  Result<Caller> caller(const net::Request& request) const;
  // As above, and a cookie is taken from our own pages only: a WebSocket is open to every page otherwise.
  Result<Caller> socket_caller(const net::Request& request) const;
  // Reason "forbidden" for agents.
  Result<Caller> admin(const net::Request& request) const;

  Result<Caller> who(const Credential& credential) const;
  const Trust& trust() const { return trust_; }

 private:
  Authenticate& authenticate_;
  Trust trust_;
};

}  // namespace recado::api
