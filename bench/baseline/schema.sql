-- What such a service usually keeps: text keys, a message row, a conversation row.
CREATE TABLE IF NOT EXISTS conversations (
  id INTEGER PRIMARY KEY,
  phone_number_id TEXT NOT NULL,
  wa_id TEXT NOT NULL,
  profile_name TEXT,
  unread_count INTEGER NOT NULL DEFAULT 0,
  last_message_at INTEGER NOT NULL,
  last_message_text TEXT,
  UNIQUE (phone_number_id, wa_id)
);
CREATE INDEX IF NOT EXISTS conversations_newest ON conversations (last_message_at);
CREATE TABLE IF NOT EXISTS messages (
  id INTEGER PRIMARY KEY,
  wamid TEXT NOT NULL UNIQUE,
  conversation_id INTEGER NOT NULL REFERENCES conversations (id),
  direction TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT,
  payload TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS messages_thread ON messages (conversation_id, sent_at);
