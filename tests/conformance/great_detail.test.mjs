// @great-detail/whatsapp 8, and 9, which leaves the version out of the path.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import Eight from '@great-detail/whatsapp';
import Nine from 'great-detail-whatsapp-9';

import { account, ana, isMessage, number, secret, startSimulator, token } from './simulator.mjs';

const request = { headers: { Authorization: `Bearer ${token}` }, retry: 0 };
const versions = {
  8: (url) => new Eight({ prefixUrl: url, graphVersion: 'v24.0', request }),
  '9, unversioned': (url) => new Nine({ baseUrl: url, request }),
  '9, versioned': (url) => new Nine({ baseUrl: url, graphVersion: 'v24.0/', request }),
};

for (const [name, make] of Object.entries(versions)) {
  describe(`version ${name}`, () => {
    let simulator;
    let sdk;
    before(async () => {
      simulator = await startSimulator();
      sdk = make(simulator.url);
      await simulator.writes('ana', 'hello?');
    });
    after(() => simulator.stop());

    test('texts and templates are sent', async () => {
      const text = await sdk.message.createMessage({ phoneNumberID: number, to: ana, type: 'text', text: { body: 'hi' } }).json();
      assert.equal(text.contacts[0].wa_id, ana);
      const template = await sdk.message.createMessage({
        phoneNumberID: number, to: ana, type: 'template', template: { name: 'order_ready', language: { code: 'en_US' } },
      }).json();
      assert.equal(template.messages[0].message_status, 'accepted');
    });

    test('a message is marked as read', async () => {
      const message_id = await simulator.writes('ana', 'are you there?');
      const answer = await sdk.message.createStatus({
        phoneNumberID: number, message_id, status: 'read', typing_indicator: { type: 'text' },
      }).json();
      assert.deepEqual(answer, { success: true });
    });

    test('media go up and come down', async () => {
      const file = new Blob(['some bytes'], { type: 'text/plain' });
      const { id } = await sdk.media.upload({ phoneNumberID: number, mimeType: 'text/plain', file, filename: 'a.txt' }).json();
      const media = await sdk.media.getURL({ mediaID: id, phoneNumberID: number }).json();
      assert.equal(media.file_size, 10);
      const down = await sdk.media.download({ mediaURL: media.url, request });
      assert.equal(await down.text(), 'some bytes');
      assert.deepEqual(await sdk.media.delete({ mediaID: id, phoneNumberID: number }).json(), { success: true });
    });

    test('numbers, profile, account and subscription are shown', async () => {
      const one = await sdk.phoneNumbers.getPhoneNumber({
        phoneNumberID: number, fields: ['verified_name', ['webhook_configuration', ['application', 'phone_number']], 'status'],
      }).json();
      assert.equal(one.verified_name, 'Café');
      assert.equal(one.status, 'CONNECTED');
      const all = await sdk.phoneNumbers.listPhoneNumbers({ businessAccountID: account, fields: ['id'] }).json();
      assert.deepEqual(all.data, [{ id: number }]);
      await sdk.businessProfile.updateBusinessProfile({ phoneNumberID: number, about: 'Coffee' });
      const profile = await sdk.businessProfile.getBusinessProfile({ phoneNumberID: number, fields: ['about'] }).json();
      assert.equal(profile.data[0].about, 'Coffee');
      assert.equal((await sdk.whatsappBusinessAccount.get(account, {}).json()).id, account);
      await sdk.subscribedApps.createSubscription({ businessAccountID: account });
      const apps = await sdk.subscribedApps.listSubscriptions({ businessAccountID: account }).json();
      assert.equal(apps.data.length, 1);
      await sdk.template.list(account, { status: ['APPROVED', 'PAUSED'], fields: ['name', 'status'] }).json();
    });

    test('its webhooks pass the SDK’s check of the signature', async () => {
      const { raw, headers, method } = await simulator.receiver.delivery(isMessage);
      const event = await sdk.webhook.eventNotification({ method, query: {}, body: raw, headers });
      assert.ok(await event.checkSignature(secret));
      assert.ok(!(await event.checkSignature('another secret')));
      assert.equal(event.eventNotification.entry[0].changes[0].value.messages[0].text.body, 'hello?');
    });
  });
}
