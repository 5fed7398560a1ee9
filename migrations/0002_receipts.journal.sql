-- The intake journal: what providers delivered, byte for byte. Pending is what lies behind the node's cursor. On SQLite it
-- has a file of its own, so that acknowledging a delivery never waits for one that is being applied.
CREATE TABLE receipt (
{{#sqlite}}
  id INTEGER NOT NULL PRIMARY KEY,
{{/sqlite}}
{{#postgres}}
  id BIGINT NOT NULL PRIMARY KEY,
{{/postgres}}
  node BIGINT NOT NULL,
  connection_id BIGINT NOT NULL, -- whose secret verified it
  provider BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  body {{bytes}} NOT NULL,
  event TEXT NOT NULL -- what the provider said of it outside of the body; '' as a rule
);

CREATE TABLE receipt_cursor (
  node BIGINT NOT NULL PRIMARY KEY,
  applied_through BIGINT NOT NULL -- every receipt of the node up to this id has been applied
);
