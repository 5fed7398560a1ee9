#include "sql/migration_text.h"

#include <optional>

namespace recado::sql {

namespace {

std::string_view name_of(Dialect dialect) { return dialect == Dialect::sqlite ? "sqlite" : "postgres"; }

std::optional<std::string_view> meaning_of(std::string_view placeholder, Dialect dialect) {
  const bool sqlite = dialect == Dialect::sqlite;
  if (placeholder == "bytes") return sqlite ? "BLOB" : "BYTEA";
  if (placeholder == "without_rowid") return sqlite ? "WITHOUT ROWID" : "";
  return {};
}

Result<void> append_line(std::string& made, std::string_view line, Dialect dialect) {
  while (true) {
    const auto open = line.find("{{");
    made += line.substr(0, open);
    if (open == line.npos) return {};
    const auto close = line.find("}}", open);
    if (close == line.npos) return internal("A migration has a line where {{ is not closed.");
    const auto placeholder = line.substr(open + 2, close - open - 2);
    const auto meaning = meaning_of(placeholder, dialect);
    if (!meaning) return internal("A migration uses the unknown placeholder " + std::string{placeholder} + ".");
    made += *meaning;
    line.remove_prefix(close + 2);
  }
}

std::string_view without_blanks(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  if (first == line.npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

Result<std::string> migration_text(std::string_view text, Dialect dialect) {
  std::string made;
  std::string_view block;  // the database whose block we are in; empty outside
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    const auto mark = without_blanks(line);
    if (mark.starts_with("--")) continue;  // a comment may speak of placeholders
    if (mark == "{{#sqlite}}" || mark == "{{#postgres}}") {
      if (!block.empty()) return internal("A migration opens a block inside a block.");
      block = mark.substr(3, mark.size() - 5);
    } else if (mark == "{{/sqlite}}" || mark == "{{/postgres}}") {
      if (block != mark.substr(3, mark.size() - 5)) return internal("A migration closes a block that is not open.");
      block = {};
    } else if (block.empty() || block == name_of(dialect)) {
      if (auto added = append_line(made, line, dialect); !added) return std::move(added).error();
      made += '\n';
    }
  }
  if (!block.empty()) return internal("A migration has a block that is not closed.");
  return made;
}

}  // namespace recado::sql
