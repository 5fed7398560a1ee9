// @chat-adapter/whatsapp: a bot framework's adapter, which sends to the simulator and is fed its webhooks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createWhatsAppAdapter } from '@chat-adapter/whatsapp';

import { ana, isMessage, number, secret, startSimulator, token, value, verifyToken } from './simulator.mjs';

let simulator;
let adapter;
const seen = { messages: [], actions: [] };
const quiet = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const chat = {
  getLogger: () => quiet,
  getUserName: () => 'bot',
  getState: () => ({ get: async () => null, set: async () => {}, delete: async () => {} }),
  processMessage: (_adapter, threadId, message) => seen.messages.push({ threadId, message }),
  processAction: (event) => seen.actions.push(event),
  processReaction: () => {},
};

const hook = (raw, signature) => new Request('http://bot.example/hook', {
  method: 'POST', body: raw, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
});
const of = (id) => (body) => isMessage(body) && value(body).messages[0].id === id;

before(async () => {
  simulator = await startSimulator();
  adapter = createWhatsAppAdapter({
    apiUrl: simulator.url, accessToken: token, appSecret: secret, phoneNumberId: number, verifyToken, userName: 'bot', logger: quiet,
  });
  await adapter.initialize(chat);
});
after(() => simulator.stop());

test('the handshake is answered for the right token alone', async () => {
  const ask = (word) => adapter.handleWebhook(
    new Request(`http://bot.example/hook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${encodeURIComponent(word)}`));
  const right = await ask(verifyToken);
  assert.equal(right.status, 200);
  assert.equal(await right.text(), '42');
  assert.equal((await ask('another')).status, 403);
});

test('a text is believed with its signature and not without', async () => {
  const id = await simulator.writes('ana', 'hello, bot');
  const { raw, headers } = await simulator.receiver.delivery(of(id));
  assert.equal((await adapter.handleWebhook(hook(raw, 'sha256=' + '0'.repeat(64)))).status, 401);
  assert.equal((await adapter.handleWebhook(hook(raw, headers['x-hub-signature-256']))).status, 200);
  assert.equal(seen.messages.length, 1);
});

test('a pressed button is an action', async () => {
  const id = await simulator.writes('ana', {
    type: 'interactive', content: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
  });
  const { raw, headers } = await simulator.receiver.delivery(of(id));
  assert.equal((await adapter.handleWebhook(hook(raw, headers['x-hub-signature-256']))).status, 200);
  assert.equal(seen.actions.length, 1);
});

test('an answer of the bot reaches the phone', async () => {
  const threadId = adapter.encodeThreadId({ phoneNumberId: number, userWaId: ana });
  await adapter.postMessage(threadId, { raw: 'at your service' });
  assert.equal((await simulator.lastMessage('ana')).text, 'at your service');
});
