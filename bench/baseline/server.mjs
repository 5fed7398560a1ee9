// The usual design, for comparison: Fastify verifies the signature over the raw body, better-sqlite3 applies the delivery in
// one transaction (WAL and synchronous=FULL, as Recado has it), ws tells the open screens, then comes the 200.
//   node server.mjs DATABASE APP_SECRET     prints {"address": "http://127.0.0.1:PORT"} when it listens
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import Fastify from 'fastify';
import { WebSocketServer } from 'ws';

const [path, secret] = process.argv.slice(2);
const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('cache_size = -16000');
db.exec(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));

const conversation = db.prepare(`INSERT INTO conversations (phone_number_id, wa_id, profile_name, unread_count, last_message_at,
  last_message_text) VALUES (?, ?, ?, 0, ?, ?) ON CONFLICT (phone_number_id, wa_id) DO UPDATE SET profile_name = excluded.profile_name
  RETURNING id, profile_name`);
const message = db.prepare(`INSERT OR IGNORE INTO messages (wamid, conversation_id, direction, type, body, payload, sent_at,
  created_at) VALUES (?, ?, 'inbound', ?, ?, ?, ?, ?)`);
const touch = db.prepare(`UPDATE conversations SET unread_count = unread_count + 1, last_message_at = ?, last_message_text = ?
  WHERE id = ? RETURNING unread_count`);

const apply = db.transaction((delivery) => {
  const events = [];
  for (const entry of delivery.entry ?? []) {
    for (const { value } of entry.changes ?? []) {
      for (const item of value.messages ?? []) {
        const contact = value.contacts?.find((c) => c.wa_id === item.from);
        const sentAt = Number(item.timestamp) * 1000;
        const text = item.text?.body ?? '';
        const row = conversation.get(value.metadata.phone_number_id, item.from, contact?.profile?.name ?? null, sentAt, text);
        const inserted = message.run(item.id, row.id, item.type, text, JSON.stringify(item), sentAt, Date.now());
        if (inserted.changes === 0) continue;
        const { unread_count } = touch.get(sentAt, text, row.id);
        events.push({
          type: 'message.created',
          conversation: { id: String(row.id), contact: { name: row.profile_name, phone: item.from }, unread_count, preview: text },
          message: { id: String(inserted.lastInsertRowid), direction: 'inbound', type: item.type, text, sent_at: new Date(sentAt).toISOString() },
        });
      }
    }
  }
  return events;
});

function isSigned(request) {
  const given = Buffer.from(String(request.headers['x-hub-signature-256'] ?? ''));
  const wanted = Buffer.from('sha256=' + createHmac('sha256', secret).update(request.body).digest('hex'));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const app = Fastify({ logger: false, bodyLimit: 3 << 20 });
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.get('/healthz', async () => ({ status: 'ok' }));
app.post('/v1/webhooks/whatsapp/meta', async (request, reply) => {
  if (!isSigned(request)) return reply.code(401).send();
  for (const event of apply(JSON.parse(request.body.toString()))) {
    const frame = JSON.stringify(event);
    for (const screen of screens.clients) screen.send(frame);
  }
  return reply.code(200).send('');
});

const address = await app.listen({ host: '127.0.0.1', port: 0 });
const screens = new WebSocketServer({ server: app.server, path: '/v1/live', perMessageDeflate: false });
screens.on('connection', (screen) => screen.send('{"type":"hello"}'));
console.log(JSON.stringify({ address }));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
