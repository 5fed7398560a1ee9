-- The first schema: tenants and people, numbers, contacts, conversations, messages, jobs, live events.
-- Times are UTC milliseconds, ids 64-bit numbers that grow with time, flags 0 or 1, enumerations the numbers of domain/.
-- {{bytes}}, {{without_rowid}} and the {{#sqlite}} / {{#postgres}} blocks are resolved by the migrator.

CREATE TABLE workspace (
  id BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE person (
  id BIGINT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE, -- lower case
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  language TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE membership (
  workspace_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  role BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, person_id)
) {{without_rowid}};
CREATE INDEX membership_person ON membership (person_id);

CREATE TABLE session (
  token_hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the cookie: the database never holds what signs in
  workspace_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TABLE api_key (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
) {{without_rowid}};

CREATE TABLE connection (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  provider BIGINT NOT NULL,
  environment BIGINT NOT NULL,
  status BIGINT NOT NULL,
  display_name TEXT NOT NULL,
  phone TEXT NOT NULL,     -- digits
  number_id TEXT NOT NULL, -- the provider's id of the number
  account_id TEXT NOT NULL,
  base_url TEXT NOT NULL,
  access_token {{bytes}} NOT NULL, -- sealed, as are the next three
  app_secret {{bytes}} NOT NULL,
  verify_token {{bytes}} NOT NULL,
  api_key_id {{bytes}} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
) {{without_rowid}};
CREATE UNIQUE INDEX connection_number ON connection (provider, number_id);

CREATE TABLE contact (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  profile_name TEXT,
  username TEXT,
  phone TEXT, -- digits as the provider last wrote them
  user_id TEXT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
) {{without_rowid}};

-- A contact is a set of identities. kind 0: phone (canonical digits, scope ''), 1: business-scoped user id (scope: the
-- provider's business account), 2: parent user id.
CREATE TABLE contact_identity (
  workspace_id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  contact_id BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, kind, scope, value)
) {{without_rowid}};
CREATE INDEX contact_identity_contact ON contact_identity (workspace_id, contact_id);

CREATE TABLE conversation (
  workspace_id BIGINT NOT NULL,
{{#sqlite}}
  id INTEGER NOT NULL PRIMARY KEY, -- the rowid itself: one B-tree fewer on the intake path
{{/sqlite}}
{{#postgres}}
  id BIGINT NOT NULL,
{{/postgres}}
  connection_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  status BIGINT NOT NULL,
  assignee_id BIGINT,
  unread_count BIGINT NOT NULL,
  last_inbound_at BIGINT,
  waiting_since BIGINT,
  last_message_at BIGINT NOT NULL,
  last_message_id BIGINT NOT NULL,
  last_direction BIGINT NOT NULL,
  last_type BIGINT NOT NULL,
  preview TEXT NOT NULL,
  created_at BIGINT NOT NULL
{{#postgres}}
  , PRIMARY KEY (workspace_id, id)
{{/postgres}}
);
CREATE UNIQUE INDEX conversation_thread ON conversation (workspace_id, connection_id, contact_id);
-- The last two columns let the filters of the list pass over entries without reading their rows.
CREATE INDEX conversation_newest ON conversation (workspace_id, status, last_message_at, id, assignee_id, unread_count);
CREATE INDEX conversation_assigned ON conversation (workspace_id, assignee_id, status, last_message_at, id)
  WHERE assignee_id IS NOT NULL;
CREATE INDEX conversation_waiting ON conversation (workspace_id, status, waiting_since, id) WHERE waiting_since IS NOT NULL;

CREATE TABLE message (
  workspace_id BIGINT NOT NULL,
{{#sqlite}}
  id INTEGER NOT NULL PRIMARY KEY,
{{/sqlite}}
{{#postgres}}
  id BIGINT NOT NULL,
{{/postgres}}
  conversation_id BIGINT NOT NULL,
  connection_id BIGINT NOT NULL,
  direction BIGINT NOT NULL,
  type BIGINT NOT NULL,
  sent_at BIGINT NOT NULL,     -- provider's time; the thread sorts by (sent_at, id)
  received_at BIGINT NOT NULL,
  status BIGINT NOT NULL,
  author_id BIGINT,
  client_key TEXT,             -- Idempotency-Key of the request that made it
  provider_time BIGINT,        -- seconds as the provider wrote them, 0 when it wrote none
  provider_hash BIGINT,        -- of provider_id; with provider_time first, keys arrive almost in order and the index stays lean
  provider_id TEXT,
  text TEXT NOT NULL,
  payload TEXT NOT NULL,       -- the item as the provider wrote it; '' for our own
  content TEXT NOT NULL,       -- what it says beside its text, as JSON in our words; '' for a plain text
  reply_to TEXT NOT NULL,      -- provider's id of the quoted message, or of the one that a reaction, edit or deletion is about
  target_hash BIGINT,          -- of reply_to, for reactions, edits and deletions only
  target_id BIGINT,            -- the same as our id, once known
  error_reason TEXT,
  error_message TEXT,
  error_next_step TEXT,
  retry_of BIGINT,             -- the message of ours that this one sends again
  retried_by BIGINT            -- and the one that sends this one again
{{#postgres}}
  , PRIMARY KEY (workspace_id, id)
{{/postgres}}
);
CREATE INDEX message_thread ON message (workspace_id, conversation_id, sent_at, id);
CREATE UNIQUE INDEX message_once ON message (workspace_id, connection_id, provider_time, provider_hash)
  WHERE provider_time IS NOT NULL;
CREATE UNIQUE INDEX message_sent ON message (workspace_id, connection_id, provider_hash) WHERE direction = 1;
CREATE INDEX message_target ON message (workspace_id, connection_id, target_hash) WHERE target_hash IS NOT NULL;
CREATE UNIQUE INDEX message_client_key ON message (workspace_id, client_key) WHERE client_key IS NOT NULL;

-- Every status that was reported, with the provider's time of its first report.
CREATE TABLE message_status (
  workspace_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  status BIGINT NOT NULL,
  reported_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  error_reason TEXT,
  error_message TEXT,
  error_next_step TEXT,
  PRIMARY KEY (workspace_id, message_id, status)
) {{without_rowid}};

-- What came of asking a provider to send a message; the last twenty times.
CREATE TABLE send_attempt (
  workspace_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  number BIGINT NOT NULL, -- 1: the first
  asked_at BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  reason TEXT NOT NULL,
  message TEXT NOT NULL,
  provider_code BIGINT,
  next_at BIGINT, -- when it is asked again
  PRIMARY KEY (workspace_id, message_id, number)
) {{without_rowid}};

-- Statuses for messages that are not known yet; applied when the message appears.
CREATE TABLE parked_status (
  workspace_id BIGINT NOT NULL,
  connection_id BIGINT NOT NULL,
  provider_hash BIGINT NOT NULL,
  status BIGINT NOT NULL,
  provider_id TEXT NOT NULL,
  reported_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  error_reason TEXT,
  error_message TEXT,
  error_next_step TEXT,
  PRIMARY KEY (workspace_id, connection_id, provider_hash, status)
) {{without_rowid}};
CREATE INDEX parked_status_age ON parked_status (recorded_at);

-- Up to when a number's messages have been looked for at its provider, where that does not repeat its webhooks.
CREATE TABLE history_mark (
  workspace_id BIGINT NOT NULL,
  connection_id BIGINT NOT NULL,
  looked_through BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, connection_id)
) {{without_rowid}};

-- The files of messages: how each is fetched, and what was found in it. The bytes lie in the media store, sealed with a key
-- of their own, which is kept here sealed under the master key.
CREATE TABLE media_file (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  message_id BIGINT NOT NULL, -- 0: uploaded and not sent yet
  conversation_id BIGINT NOT NULL,
  connection_id BIGINT NOT NULL,
  kind BIGINT NOT NULL, -- the type of message
  voice BIGINT NOT NULL,
  animated BIGINT NOT NULL,
  provider_media_id TEXT NOT NULL,
  provider_url TEXT NOT NULL,
  claimed_mime TEXT NOT NULL,
  claimed_sha256 TEXT NOT NULL,
  claimed_size BIGINT,
  name TEXT NOT NULL,
  state BIGINT NOT NULL,
  trouble_reason TEXT,
  trouble_message TEXT,
  created_at BIGINT NOT NULL,
  mime TEXT NOT NULL, -- by content; this and what follows: once it is ready
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL, -- hex
  sealed_key {{bytes}} NOT NULL,
  width BIGINT,
  height BIGINT,
  duration_ms BIGINT,
  waveform TEXT NOT NULL, -- hex, a byte for each peak
  has_thumbnail BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, id)
) {{without_rowid}};
CREATE INDEX media_file_message ON media_file (workspace_id, message_id);
CREATE INDEX media_file_unsent ON media_file (created_at) WHERE message_id = 0 AND state <> 4;

-- A file that a provider has already: sent again by its id there as long as that lives.
CREATE TABLE media_upload (
  workspace_id BIGINT NOT NULL,
  media_id BIGINT NOT NULL,
  connection_id BIGINT NOT NULL,
  provider_media_id TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, media_id, connection_id)
) {{without_rowid}};

-- What of a receipt could not be read. item -1: the whole delivery. The receipt itself may lie in another file.
CREATE TABLE receipt_failure (
  workspace_id BIGINT NOT NULL,
  receipt_id BIGINT NOT NULL,
  item BIGINT NOT NULL,
  provider BIGINT NOT NULL,
  received_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  fragment TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, receipt_id, item)
) {{without_rowid}};

-- Work to be done after a commit. Jobs of one lane run in order, one at a time.
CREATE TABLE job (
  workspace_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  lane BIGINT NOT NULL,
  subject_id BIGINT NOT NULL, -- the message to deliver, the file to fetch
  run_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  leased_until BIGINT NOT NULL, -- 0: nobody works on it
  PRIMARY KEY (workspace_id, id)
) {{without_rowid}};
CREATE INDEX job_due ON job (kind, run_at, id);
CREATE INDEX job_lane ON job (workspace_id, lane, id);

-- Events refer to rows; a screen that was away resumes from its last number.
CREATE TABLE live_event (
  workspace_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind BIGINT NOT NULL,
  conversation_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL, -- 0: none
  at BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, seq)
) {{without_rowid}};

CREATE TABLE live_counter (
  workspace_id BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
