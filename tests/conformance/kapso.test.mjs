// @kapso/whatsapp-cloud-api in plain Graph mode.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server';

import { ana, isMessage, isStatus, number, secret, sofia, startSimulator, token } from './simulator.mjs';

let simulator;
let client;
const from = { phoneNumberId: number };

before(async () => {
  simulator = await startSimulator();
  client = new WhatsAppClient({ accessToken: token, baseUrl: simulator.url });
  await simulator.writes('ana', 'hello?');
  await simulator.writes('sofia', '¿hola?');
});
after(() => simulator.stop());

test('a text is sent to a phone number and to a user id', async () => {
  const sent = await client.messages.sendText({ ...from, to: `+${ana}`, body: 'hi' });
  assert.equal(sent.contacts[0].waId, ana);
  assert.match(sent.messages[0].id, /^wamid\./);
  assert.equal((await simulator.lastMessage('ana')).text, 'hi');
  const other = await client.messages.sendText({ ...from, recipient: sofia, body: '¡hola!' });
  assert.equal(other.contacts[0].userId, sofia);
  assert.equal((await simulator.lastMessage('sofia')).text, '¡hola!');
});

test('every type of message is taken', async () => {
  const to = ana;
  await client.messages.sendImage({ ...from, to, image: { link: 'https://x.example/cat.png', caption: 'a cat' } });
  await client.messages.sendLocation({ ...from, to, location: { latitude: 37.4, longitude: -122.1, name: 'There' } });
  await client.messages.sendReaction({ ...from, to, reaction: { messageId: 'wamid.x', emoji: '👍' } });
  await client.messages.sendInteractiveButtons({
    ...from, to, bodyText: 'Well?', buttons: [{ id: 'yes', title: 'Yes' }, { id: 'no', title: 'No' }],
  });
  await client.messages.sendInteractiveList({
    ...from, to, bodyText: 'Which?', buttonText: 'Menu', sections: [{ title: 'All', rows: [{ id: '1', title: 'One' }] }],
  });
  await client.messages.sendInteractiveCtaUrl({
    ...from, to, bodyText: 'Look', parameters: { displayText: 'Open', url: 'https://x.example/' },
  });
  await client.messages.sendTemplate({
    ...from, to,
    template: {
      name: 'order_ready', language: { code: 'en_US' },
      components: [{ type: 'body', parameters: [{ type: 'text', parameterName: 'first_name', text: 'Ann' }] }],
    },
  });
  assert.equal((await simulator.lastMessage('ana')).type, 'template');
});

test('a message is marked as read while typing', async () => {
  const messageId = await simulator.writes('ana', 'are you there?');
  const answer = await client.messages.markRead({ ...from, messageId, typingIndicator: { type: 'text' } });
  assert.equal(answer.success, true);
});

test('media go up, are looked up, come down and go away', async () => {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 0, 255]);
  const { id } = await client.media.upload({
    ...from, type: 'image', file: new Blob([bytes], { type: 'image/png' }), fileName: 'cat.png',
  });
  const media = await client.media.get({ mediaId: id, ...from });
  assert.equal(media.mimeType, 'image/png');
  const down = await client.media.download({ mediaId: id, ...from, auth: 'always' });
  assert.deepEqual(new Uint8Array(down), bytes);
  await client.messages.sendImage({ ...from, to: ana, image: { id } });
  assert.equal((await client.media.delete({ mediaId: id, ...from })).success, true);
  await assert.rejects(client.media.get({ mediaId: id, ...from }));
});

test('a number is registered, set up and shown', async () => {
  assert.equal((await client.phoneNumbers.requestCode({ ...from, codeMethod: 'SMS', language: 'en_US' })).success, true);
  assert.equal((await client.phoneNumbers.verifyCode({ ...from, code: '123456' })).success, true);
  assert.equal((await client.phoneNumbers.register({ ...from, pin: '123456' })).success, true);
  await client.phoneNumbers.businessProfile.update({ ...from, about: 'Coffee' });
  const profile = await client.phoneNumbers.businessProfile.get({ ...from, fields: 'about' });
  assert.equal(profile.data[0].about, 'Coffee');
  await client.phoneNumbers.settings.get(from);
});

test('errors are understood by their code', async () => {
  await assert.rejects(client.messages.sendText({ ...from, to: ana, body: 'x'.repeat(4097) }), { code: 100 });
  await simulator.control('PUT', '/faults', { sends: { kind: 'rate_limit' } });
  await assert.rejects(client.messages.sendText({ ...from, to: ana, body: 'hi' }), (error) => {
    assert.equal(error.code, 130429);
    assert.ok(error.isRateLimit());
    assert.ok(error.fbtraceId);
    return true;
  });
  const stranger = new WhatsAppClient({ accessToken: 'wrong', baseUrl: simulator.url });
  await assert.rejects(stranger.messages.sendText({ ...from, to: ana, body: 'hi' }), (error) => error.isAuthError());
});

test('its webhooks are signed as the SDK expects, over the bytes as sent', async () => {
  const { raw, headers } = await simulator.receiver.delivery(isMessage);
  const signatureHeader = headers['x-hub-signature-256'];
  assert.ok(verifySignature({ appSecret: secret, rawBody: raw, signatureHeader }));
  assert.ok(!verifySignature({ appSecret: secret, rawBody: JSON.stringify(JSON.parse(raw)), signatureHeader }));
});

test('its webhooks read as messages and statuses', async () => {
  const message = normalizeWebhook(JSON.parse((await simulator.receiver.delivery(
    (body) => isMessage(body) && body.entry[0].changes[0].value.messages[0].from === ana)).raw));
  assert.equal(message.phoneNumberId, number);
  assert.equal(message.messages[0].text.body, 'hello?');
  assert.equal(message.contacts[0].profile.name, 'Ana Gómez 🌟');

  const hidden = normalizeWebhook(JSON.parse((await simulator.receiver.delivery(
    (body) => isMessage(body) && body.entry[0].changes[0].value.messages[0].from_user_id === sofia)).raw));
  assert.equal(hidden.contacts[0].userId, sofia);
  assert.equal(hidden.contacts[0].waId, undefined);

  const sent = await client.messages.sendText({ ...from, to: ana, body: 'watched' });
  const delivered = await simulator.receiver.delivery(isStatus('delivered', sent.messages[0].id));
  const [status] = normalizeWebhook(JSON.parse(delivered.raw)).statuses;
  assert.equal(status.id, sent.messages[0].id);
  assert.equal(status.status, 'delivered');
  assert.equal(status.recipientId, ana);
});

test('a tapped button reads as an interactive reply', async () => {
  const id = await simulator.writes('ana', {
    type: 'interactive', content: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
  });
  const { raw } = await simulator.receiver.delivery(
    (body) => isMessage(body) && body.entry[0].changes[0].value.messages[0].id === id);
  const { messages } = normalizeWebhook(JSON.parse(raw));
  assert.equal(messages[0].interactive.buttonReply.id, 'yes');
});
