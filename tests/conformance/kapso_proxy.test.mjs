// @kapso/whatsapp-cloud-api in Kapso mode: through the simulator's proxy, with what only the proxy has.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';

import { ana, number, secret, sofia, startSimulator, token } from './simulator.mjs';

let simulator;
let client;
const from = { phoneNumberId: number };
const is = (event) => ({ headers }) => headers['x-webhook-event'] === event;

before(async () => {
  simulator = await startSimulator({ provider: 'kapso' });
  client = new WhatsAppClient({ kapsoApiKey: token, baseUrl: `${simulator.url}/meta/whatsapp` });
  await simulator.writes('ana', 'hello?');
  await simulator.writes('sofia', '¿hola?');
});
after(() => simulator.stop());

test('a text is sent to a phone number and to a user id', async () => {
  const sent = await client.messages.sendText({ ...from, to: `+${ana}`, body: 'hi' });
  assert.equal(sent.contacts[0].waId, ana);
  assert.equal((await simulator.lastMessage('ana')).text, 'hi');
  await client.messages.sendText({ ...from, recipient: sofia, body: '¡hola!' });
  assert.equal((await simulator.lastMessage('sofia')).text, '¡hola!');
});

test('a message is marked as read, buttons and templates are taken', async () => {
  const messageId = await simulator.writes('ana', 'are you there?');
  assert.equal((await client.messages.markRead({ ...from, messageId, typingIndicator: { type: 'text' } })).success, true);
  await client.messages.sendInteractiveButtons({ ...from, to: ana, bodyText: 'Well?', buttons: [{ id: 'yes', title: 'Yes' }] });
  await client.messages.sendTemplate({ ...from, to: ana, template: { name: 'order_ready', language: { code: 'en_US' } } });
  assert.equal((await simulator.lastMessage('ana')).type, 'template');
});

test('media go up, come down without a key, and are looked up with their number only', async () => {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 0, 255]);
  const { id } = await client.media.upload({
    ...from, type: 'image', file: new Blob([bytes], { type: 'image/png' }), fileName: 'cat.png',
  });
  const media = await client.media.get({ mediaId: id, ...from });
  assert.equal(media.mimeType, 'image/png');
  assert.deepEqual(new Uint8Array(await client.media.download({ mediaId: id, ...from })), bytes);
  assert.equal((await client.media.delete({ mediaId: id, ...from })).success, true);
  await assert.rejects(client.media.get({ mediaId: id, ...from }));
});

test('the history is read in pages to its end, and one message alone', async () => {
  for (let i = 0; i < 5; ++i) await client.messages.sendText({ ...from, to: ana, body: `page ${i}` });
  const seen = new Set();
  let after_;
  do {
    const page = await client.messages.query({ ...from, limit: 3, after: after_, fields: 'kapso(direction,contact_name)' });
    for (const message of page.data) {
      assert.ok(!seen.has(message.id), 'listed twice');
      seen.add(message.id);
      assert.ok(['inbound', 'outbound'].includes(message.kapso.direction));
      assert.equal(message.kapso.content, undefined);
    }
    after_ = page.paging.next;
  } while (after_);
  assert.ok(seen.size >= 10);
  const inbound = await client.messages.query({ ...from, direction: 'inbound', limit: 100 });
  assert.ok(inbound.data.every((message) => message.kapso.direction === 'inbound'));
  const messageId = inbound.data[0].id;
  assert.equal((await client.messages.get({ ...from, messageId })).id, messageId);
});

test('nothing is listed before a time that is yet to come', async () => {
  const since = new Date(Date.now() + 60_000).toISOString();
  assert.deepEqual((await client.messages.query({ ...from, since })).data, []);
});

test('conversations are listed and shown', async () => {
  const { data } = await client.conversations.list({ ...from });
  assert.equal(data.length, 2);
  const one = await client.conversations.get({ conversationId: data[0].id });
  assert.equal(one.id, data[0].id);
  const listed = await client.messages.listByConversation({ ...from, conversationId: one.id, limit: 50 });
  assert.ok(listed.data.length > 0);
});

test('errors are understood: of Meta by their code, of Kapso by their status', async () => {
  await simulator.control('PUT', '/faults', { sends: { kind: 'rate_limit' } });
  await assert.rejects(client.messages.sendText({ ...from, to: ana, body: 'hi' }), { code: 130429 });
  await simulator.control('PUT', '/faults', { sends: { kind: 'in_flight' } });
  await assert.rejects(client.messages.sendText({ ...from, to: ana, body: 'hi' }), { httpStatus: 409 });
  const stranger = new WhatsAppClient({ kapsoApiKey: 'wrong', baseUrl: `${simulator.url}/meta/whatsapp` });
  await assert.rejects(stranger.messages.sendText({ ...from, to: ana, body: 'hi' }), { httpStatus: 401 });
});

test('its webhooks are signed and name their event', async () => {
  const { raw, headers } = await simulator.receiver.delivery((body) => body.message?.kapso?.direction === 'inbound');
  assert.ok(is('whatsapp.message.received')({ headers }));
  assert.equal(headers['x-webhook-signature'], createHmac('sha256', secret).update(raw).digest('hex'));
});
