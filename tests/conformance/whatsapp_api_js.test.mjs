// whatsapp-api-js: it always speaks to graph.facebook.com, so its fetch is led to the simulator.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { WhatsAppAPI } from 'whatsapp-api-js';
import { ActionButtons, Body, Button, Image, Interactive, Language, Template, Text } from 'whatsapp-api-js/messages';

import { ana, isMessage, isStatus, number, secret, sofia, startSimulator, token, value, verifyToken } from './simulator.mjs';

let simulator;
let api;

before(async () => {
  simulator = await startSimulator();
  api = new WhatsAppAPI({
    token, appSecret: secret, webhookVerifyToken: verifyToken, v: 'v24.0',
    ponyfill: {
      subtle: globalThis.crypto.subtle,
      fetch: (target, options) => {
        const { pathname, search } = new URL(target);
        return fetch(simulator.url + pathname + search, options);
      },
    },
  });
  await simulator.writes('ana', 'hello?');
  await simulator.writes('sofia', '¿hola?');
});
after(() => simulator.stop());

// What the SDK hands to its listener for one delivery.
async function received(event, { raw, headers }) {
  let heard;
  api.on[event] = (args) => { heard = args; };
  await api.post(JSON.parse(raw), raw, headers['x-hub-signature-256']);
  assert.ok(heard, 'the SDK heard nothing');
  return heard;
}

test('texts, pictures, buttons and templates are sent to a phone number', async () => {
  const sent = await api.sendMessage(number, { phone: ana }, new Text('hi'), undefined, 'msg_1');
  assert.equal(sent.contacts[0].wa_id, ana);
  const buttons = new ActionButtons(new Button('yes', 'Yes'), new Button('no', 'No'));
  const template = new Template('order_ready', new Language('en_US'));
  for (const message of [new Image('https://x.example/a.png', false, 'A'), new Interactive(buttons, new Body('Well?')), template]) {
    const answer = await api.sendMessage(number, { phone: ana }, message);
    assert.ok(answer.messages, JSON.stringify(answer));
  }
  const status = await received('status', await simulator.receiver.delivery(isStatus('delivered', sent.messages[0].id)));
  assert.equal(status.id, sent.messages[0].id);
  assert.equal(status.biz_opaque_callback_data, 'msg_1');
  assert.equal(status.phone, ana);
});

test('a text is sent to a user id', async () => {
  const sent = await api.sendMessage(number, { bsuid: sofia }, new Text('¡hola!'));
  assert.equal(sent.contacts[0].user_id, sofia);
  const status = await received('status', await simulator.receiver.delivery(isStatus('delivered', sent.messages[0].id)));
  assert.equal(status.recipient.bsuid, sofia);
});

test('a signed message is heard with its sender', async () => {
  const heard = await received('message', await simulator.receiver.delivery(isMessage));
  assert.equal(heard.phoneID, number);
  assert.equal(heard.from, ana);
  assert.equal(heard.name, 'Ana Gómez 🌟');
  assert.equal(heard.message.text.body, 'hello?');
  const hidden = await received('message', await simulator.receiver.delivery(
    (body) => isMessage(body) && value(body).messages[0].from_user_id === sofia));
  assert.equal(hidden.recipient.bsuid, sofia);
  assert.equal(hidden.recipient.phone, undefined);
});

test('a message with a wrong signature is refused', async () => {
  const { raw } = await simulator.receiver.delivery(isMessage);
  await assert.rejects(api.post(JSON.parse(raw), raw, `sha256=${'0'.repeat(64)}`));
});

test('the challenge of the simulator is answered as the SDK answers it', async () => {
  const { createServer } = await import('node:http');
  const { once } = await import('node:events');
  const server = createServer((request, response) => {
    const query = Object.fromEntries(new URL(request.url, 'http://x').searchParams);
    try {
      response.end(api.get(query));
    } catch {
      response.writeHead(403).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  const override = (verify_token) => fetch(`${simulator.url}/v24.0/102290129340398/subscribed_apps`, {
    method: 'POST', headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ override_callback_uri: url, verify_token }),
  });
  assert.equal((await override('wrong')).status, 400);
  assert.equal((await override(verifyToken)).status, 200);
  await fetch(`${simulator.url}/v24.0/102290129340398/subscribed_apps`, {
    method: 'POST', headers: { authorization: `Bearer ${token}` },
  });
  server.close();
  server.closeAllConnections();
});

test('a message is marked as read, and a customer is blocked without a version in the path', async () => {
  const id = await simulator.writes('ana', 'are you there?');
  assert.deepEqual(await api.markAsRead(number, id, 'text'), { success: true });
  const blocked = await api.blockUser(number, ana);
  assert.equal(blocked.block_users.added_users[0].wa_id, ana);
  const free = await api.unblockUser(number, ana);
  assert.equal(free.block_users.removed_users[0].wa_id, ana);
});

test('media are uploaded with the product in the query and without a type', async () => {
  const form = new FormData();
  form.set('file', new Blob(['%PDF-1.4'], { type: 'application/pdf' }), 'a.pdf');
  const { id } = await api.uploadMedia(number, form);
  const media = await api.retrieveMedia(id, number);
  assert.equal(media.mime_type, 'application/pdf');
  assert.equal(await (await api.fetchMedia(media.url)).text(), '%PDF-1.4');
  assert.deepEqual(await api.deleteMedia(id, number), { success: true });
});

test('a refusal is an error envelope', async () => {
  const answer = await api.sendMessage(number, { phone: '' + ana }, { ...new Text('hi'), _type: 'carrier_pigeon' });
  assert.equal(answer.error.code, 100);
  assert.ok(answer.error.fbtrace_id);
});
