#include <boost/json.hpp>

#include <array>
#include <set>

#include "simulator/json_read.h"
#include "simulator/message_rules.h"

namespace recado::simulator {

namespace {

const boost::json::array* read_array(const boost::json::object& from, std::string_view name) {
  const auto* found = from.if_contains(name);
  return found ? found->if_array() : nullptr;
}

Complaint out_of_bounds(const std::string& path, std::size_t least, std::size_t most) {
  return not_valid(path + " must have between " + std::to_string(least) + " and " + std::to_string(most) +
                   " elements.");
}

Complaint check_buttons(const boost::json::object& action) {
  const auto* buttons = read_array(action, "buttons");
  if (!buttons) return missing("action['buttons']");
  if (buttons->empty() || buttons->size() > 3) return out_of_bounds("action['buttons']", 1, 3);
  std::set<std::string> ids;
  std::set<std::string> titles;
  for (const auto& each : *buttons) {
    const auto* button = each.if_object();
    if (!button || text_or(*button, "type") != "reply") return not_valid("A button's type must be 'reply'.");
    const auto* reply = read_part(*button, "reply");
    if (!reply) return missing("button['reply']");
    if (auto wrong = require_text(*reply, "id", 256, "button['reply']['id']")) return wrong;
    if (auto wrong = require_text(*reply, "title", 20, "button['reply']['title']")) return wrong;
    if (!ids.insert(text_or(*reply, "id")).second) return not_valid("Button ids must be unique.");
    if (!titles.insert(text_or(*reply, "title")).second) return not_valid("Button titles must be unique.");
  }
  return {};
}

Complaint check_row(const boost::json::value& value, std::set<std::string>& ids) {
  const auto* row = value.if_object();
  if (!row) return missing("section['rows']");
  if (auto wrong = require_text(*row, "id", 200, "row['id']")) return wrong;
  if (auto wrong = require_text(*row, "title", 24, "row['title']")) return wrong;
  if (auto wrong = limit_text(*row, "description", 72, "row['description']")) return wrong;
  if (!ids.insert(text_or(*row, "id")).second) return not_valid("Row ids must be unique.");
  return {};
}

Complaint check_list(const boost::json::object& action) {
  if (auto wrong = require_text(action, "button", 20, "action['button']")) return wrong;
  const auto* sections = read_array(action, "sections");
  if (!sections) return missing("action['sections']");
  if (sections->empty() || sections->size() > 10) return out_of_bounds("action['sections']", 1, 10);
  std::set<std::string> ids;
  for (const auto& each : *sections) {
    const auto* section = each.if_object();
    const auto* rows = section ? read_array(*section, "rows") : nullptr;
    if (!rows || rows->empty()) return missing("section['rows']");
    if (sections->size() > 1) {
      if (auto wrong = require_text(*section, "title", 24, "section['title']")) return wrong;
    }
    for (const auto& row : *rows) {
      if (auto wrong = check_row(row, ids)) return wrong;
    }
  }
  if (ids.size() > 10) return not_valid("Total row count exceeds the maximum allowed: 10.");
  return {};
}

Complaint check_products(const boost::json::object& value, const boost::json::object& action) {
  if (!read_part(value, "header")) return missing("interactive['header']");
  if (auto wrong = require_text(action, "catalog_id", 256, "action['catalog_id']")) return wrong;
  const auto* sections = read_array(action, "sections");
  if (!sections) return missing("action['sections']");
  if (sections->empty() || sections->size() > 10) return out_of_bounds("action['sections']", 1, 10);
  return {};
}

Complaint check_cards(const boost::json::object& action) {
  const auto* cards = read_array(action, "cards");
  if (!cards) return missing("action['cards']");
  if (cards->size() < 2 || cards->size() > 10) return out_of_bounds("action['cards']", 2, 10);
  return {};
}

Complaint check_link(const boost::json::object& action) {
  const auto* parameters = read_part(action, "parameters");
  if (!parameters) return missing("action['parameters']");
  if (auto wrong = require_text(*parameters, "display_text", 20, "parameters['display_text']")) return wrong;
  return require_text(*parameters, "url", 2000, "parameters['url']");
}

// An action that is told apart by its name and carries parameters.
Complaint check_named(const boost::json::object& action, std::string_view name) {
  if (text_or(action, "name") != name) return not_valid("action['name'] must be '" + std::string{name} + "'.");
  return {};
}

Complaint check_action(const std::string& type, const boost::json::object& value, const boost::json::object& action) {
  if (type == "button") return check_buttons(action);
  if (type == "list") return check_list(action);
  if (type == "product_list") return check_products(value, action);
  if (type == "carousel") return check_cards(action);
  if (type == "product") return require_text(action, "product_retailer_id", 256, "action['product_retailer_id']");
  if (type == "location_request_message") return check_named(action, "send_location");
  if (auto wrong = check_named(action, type)) return wrong;
  if (type == "cta_url") return check_link(action);
  return {};
}

Complaint check_header(const boost::json::object& header, const std::string& type) {
  const std::string kind = text_or(header, "type");
  if (kind == "text") return require_text(header, "text", 60, "header['text']");
  if (type == "list" || type == "product_list") return not_valid("header['type'] must be 'text'.");
  if (kind != "image" && kind != "video" && kind != "document") return not_valid("header['type'] is not valid.");
  if (!read_part(header, kind)) return missing("header['" + kind + "']");
  return {};
}

constexpr std::array<std::string_view, 12> k_types = {"button",
                                                      "list",
                                                      "cta_url",
                                                      "location_request_message",
                                                      "flow",
                                                      "address_message",
                                                      "product",
                                                      "product_list",
                                                      "catalog_message",
                                                      "carousel",
                                                      "voice_call",
                                                      "call_permission_request"};

}  // namespace

Complaint check_interactive(const boost::json::object& value, std::string& text) {
  const std::string type = text_or(value, "type");
  if (std::ranges::find(k_types, type) == k_types.end()) return not_valid("interactive['type'] is not valid: " + type);
  const auto* body = read_part(value, "body");
  const bool needs_body = type != "product" && type != "call_permission_request" && type != "catalog_message";
  if (!body && needs_body) return missing("interactive['body']");
  if (body) {
    if (auto wrong = require_text(*body, "text", type == "list" ? 4096 : 1024, "body['text']")) return wrong;
    text = text_or(*body, "text");
  }
  if (const auto* footer = read_part(value, "footer")) {
    if (auto wrong = limit_text(*footer, "text", 60, "footer['text']")) return wrong;
  }
  if (const auto* header = read_part(value, "header")) {
    if (auto wrong = check_header(*header, type)) return wrong;
  }
  const auto* action = read_part(value, "action");
  if (!action) return missing("interactive['action']");
  return check_action(type, value, *action);
}

}  // namespace recado::simulator
