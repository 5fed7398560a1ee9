// twilio, the provider's own SDK: it sends, fetches and lists, and its validator checks the webhooks.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { startSimulator } from './simulator.mjs';

const require = createRequire(import.meta.url);
const twilio = require('twilio');
const { RequestClient } = twilio;

const account = `AC${'0'.repeat(32)}`;
const authToken = '12345678901234567890123456789012';
const phone = '15550783899';
const from = `whatsapp:+${phone}`;
const ana = 'whatsapp:+16505551234';

let simulator;
let client;
let webhook;

// The SDK has no option for its hosts.
class Local extends RequestClient {
  request(options) {
    const url = new URL(options.uri);
    return super.request({ ...options, uri: simulator.url + url.pathname + url.search });
  }
}

const asForm = (delivery) => Object.fromEntries(new URLSearchParams(delivery.raw));
const ofForm = (wanted) => simulator.receiver.anyDelivery((each) => wanted(asForm(each)));
const writes = (message) => simulator.writes('ana', { number_id: phone, type: 'text', ...message });

before(async () => {
  simulator = await startSimulator();
  webhook = `${simulator.receiver.url}?shop=3&note=a%20b`;
  await simulator.control('PUT', `/numbers/${phone}`, {
    provider: 'twilio', account_id: account, phone, display_name: 'Café', access_token: authToken,
    app_secret: authToken, webhook_url: webhook,
  });
  client = twilio(account, authToken, { httpClient: new Local() });
  await writes({ text: 'hello?' });
});
after(() => simulator.stop());

test('a text is created, delivered and fetched', async () => {
  const created = await client.messages.create({ from, to: ana, body: 'hi 🌟' });
  assert.match(created.sid, /^SM[0-9a-f]{32}$/);
  assert.equal(created.status, 'queued');
  assert.ok(created.dateCreated instanceof Date && !Number.isNaN(created.dateCreated.getTime()));
  await ofForm((form) => form.MessageSid === created.sid && form.MessageStatus === 'delivered');
  const fetched = await client.messages(created.sid).fetch();
  assert.equal(fetched.status, 'delivered');
  assert.equal(fetched.body, 'hi 🌟');
});

test('what is refused is an exception with code, status and link', async () => {
  await assert.rejects(client.messages.create({ from, to: 'whatsapp:+16505551234' }), (error) => {
    assert.equal(error.constructor.name, 'RestException');
    assert.equal(error.status, 400);
    assert.equal(error.code, 21619);
    assert.match(error.moreInfo, /21619$/);
    return true;
  });
  const stranger = twilio(account, 'wrong', { httpClient: new Local() });
  await assert.rejects(stranger.messages.list(), { status: 401, code: 20003 });
});

test('the list is paged and filtered by date', async () => {
  await writes({ text: 'many', count: 7 });
  const all = await client.messages.list({ to: from, pageSize: 3 });
  assert.ok(all.length >= 8);
  assert.ok(all.every((each) => each.direction === 'inbound'));
  const recent = await client.messages.list({ to: from, dateSentAfter: new Date(Date.now() - 60_000) });
  assert.equal(recent.length, all.length);
  const none = await client.messages.list({ to: from, dateSentAfter: new Date(Date.now() + 60_000) });
  assert.equal(none.length, 0);
});

test('senders and typing answer', async () => {
  const senders = await client.messaging.v2.channelsSenders.list({ channel: 'whatsapp' });
  assert.equal(senders[0].senderId, from);
  const messageId = await writes({ text: 'are you there?' });
  const answer = await client.messaging.v2.typingIndicator.create({ channel: 'whatsapp', messageId });
  assert.equal(answer.success, true);
});

test('webhooks pass the validator of the SDK, and nothing else does', async () => {
  const sid = await writes({ text: 'olá & <b> 🌟' });
  const delivery = await ofForm((form) => form.MessageSid === sid);
  const form = asForm(delivery);
  const signature = delivery.headers['x-twilio-signature'];
  assert.equal(form.Body, 'olá & <b> 🌟');
  assert.ok(twilio.validateRequest(authToken, signature, webhook, form));
  assert.ok(!twilio.validateRequest(authToken, signature, webhook, { ...form, Body: 'other' }));
  assert.ok(!twilio.validateRequest(authToken, signature, webhook, { ...form, Extra: '1' }));
  assert.ok(!twilio.validateRequest('another token', signature, webhook, form));
  assert.ok(!twilio.validateRequest(authToken, signature, `${simulator.receiver.url}?shop=4`, form));
});
