#include "api/door.h"

#include <utility>

#include "api/problem.h"

namespace recado::api {
namespace {

net::Response response_of(Answer answer) { return answer ? std::move(*answer) : problem(answer.error()); }

}  // namespace

void Door::anyone(std::string method, const std::string& pattern, Endpoint endpoint) {
  server_.route(std::move(method), pattern, [endpoint = std::move(endpoint)](const net::Request& request) {
    return response_of(endpoint(request));
  });
}

void Door::member(std::string method, const std::string& pattern, MemberEndpoint endpoint) {
  server_.route(std::move(method), pattern,
                [gate = gate_, endpoint = std::move(endpoint)](const net::Request& request) {
                  const auto caller = gate->caller(request);
                  return caller ? response_of(endpoint(*caller, request)) : problem(caller.error());
                });
}

void Door::admin(std::string method, const std::string& pattern, MemberEndpoint endpoint) {
  server_.route(std::move(method), pattern,
                [gate = gate_, endpoint = std::move(endpoint)](const net::Request& request) {
                  const auto caller = gate->admin(request);
                  return caller ? response_of(endpoint(*caller, request)) : problem(caller.error());
                });
}

}  // namespace recado::api
