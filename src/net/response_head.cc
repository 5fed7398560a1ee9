#include "net/response_head.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <ctime>

#include "net/percent.h"

namespace recado::net {
namespace {

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "";
  }
}

void append_number(std::string& out, std::size_t number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

bool is_for_the_server(std::string_view name) {
  switch (name.size()) {
    case 4: return equal_names(name, "Date");
    case 10: return equal_names(name, "Connection") || equal_names(name, "Keep-Alive");
    case 14: return equal_names(name, "Content-Length");
    case 17: return equal_names(name, "Transfer-Encoding");
    default: return false;
  }
}

}  // namespace

bool breaks_the_line(std::string_view text) { return text.find_first_of(std::string_view{"\r\n\0", 3}) != text.npos; }

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

void write_response_head(std::string& out, const Response& response, KeepAlive keep_alive, std::string_view date) {
  out.clear();
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::size_t>(response.status));
  out += ' ';
  out += reason_phrase(response.status);
  out += "\r\nDate: ";
  out += date;
  for (const auto& [name, value] : response.headers.all()) {
    if (is_for_the_server(name) || name.empty() || breaks_the_line(name) || breaks_the_line(value)) continue;
    out += "\r\n";
    out += name;
    out += ": ";
    out += value;
  }
  if (may_have_body(response.status)) {
    out += "\r\nContent-Length: ";
    append_number(out, body_of(response).size() + (response.stream ? response.stream->size() : 0));
  }
  if (keep_alive == KeepAlive::close) out += "\r\nConnection: close";
  if (keep_alive == KeepAlive::spelled) out += "\r\nConnection: keep-alive";
  out += "\r\n\r\n";
}

std::string http_date(std::chrono::system_clock::time_point time) {
  constexpr std::array k_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", k_days[static_cast<std::size_t>(utc.tm_wday)],
                     utc.tm_mday, k_months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                     utc.tm_min, utc.tm_sec);
}

}  // namespace recado::net
