-- Full-text search, filled after the commit by a worker that remembers how far it came. On SQLite it has a file of its own:
-- merging a large index takes longer than a message may wait.
{{#sqlite}}
CREATE VIRTUAL TABLE message_search USING fts5(workspace, body, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3');
{{/sqlite}}
{{#postgres}}
CREATE TABLE message_search (
  workspace_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  words TSVECTOR NOT NULL,
  PRIMARY KEY (workspace_id, message_id)
);
CREATE INDEX message_search_words ON message_search USING gin (words);
{{/postgres}}

CREATE TABLE search_cursor (
  name TEXT NOT NULL PRIMARY KEY,
  indexed_through BIGINT NOT NULL
);
