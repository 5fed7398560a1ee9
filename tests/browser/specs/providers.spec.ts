// The numbers at Twilio and at Kapso: what a customer can send there is played from the phone and seen in the inbox, and
// what goes out there reaches the phone. Not yet: files of ours through Twilio, which fetches them from a link.
import type { BrowserContext } from '@playwright/test';

import { drawing, video } from '../support/files';
import { Phone, send, type Inbox } from '../support/inbox';
import { expect, test, type Customer } from '../support/test';

const fetched = 30_000; // a file travels, is looked into and drawn small
const pdf = { name: 'precios.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') };

// The phone on a page beside the inbox, writing to the number of that name; the conversation is open.
async function meet(inbox: Inbox, context: BrowserContext, address: string, customer: Customer, number: string): Promise<Phone> {
  const phone = new Phone(await context.newPage());
  await phone.page.goto(`${address}/sandbox`);
  await phone.choose_number(number);
  await phone.choose(customer.name);
  await phone.write(customer.name, 'Hola por este número');
  await inbox.open_conversation(customer.name);
  await expect(inbox.bubble('Hola por este número')).toBeVisible();
  return phone;
}

async function plays_files(inbox: Inbox, phone: Phone): Promise<void> {
  await phone.play('Photo');
  await inbox.drawn(inbox.of_type('image').getByRole('img', { name: 'Así llegó el paquete' }));
  await phone.play('Video');
  await expect(inbox.of_type('video').getByLabel('Video')).toBeVisible({ timeout: fetched });
  await phone.play('Voice message');
  await expect(inbox.of_type('audio').getByRole('button', { name: 'Play' })).toBeVisible({ timeout: fetched });
  await phone.play('Document');
  await expect(inbox.of_type('document').getByRole('link', { name: /^Download / })).toHaveAttribute('href', /\/v1\/media\//, { timeout: fetched });
  await phone.play('Sticker');
  await inbox.drawn(inbox.of_type('sticker').getByRole('img', { name: 'Sticker' }));
}

async function plays_answers(inbox: Inbox, phone: Phone): Promise<void> {
  await phone.play('Location');
  await expect(inbox.of_type('location')).toContainText('Parque de la 93');
  await phone.play('Press a button');
  await expect(inbox.of_type('button_reply')).toContainText('Sí, confirmo');
  await phone.play('Pick from a list');
  await expect(inbox.of_type('list_reply')).toContainText('Cambiar la dirección');
  await phone.play('Fill in a form');
  await expect(inbox.of_type('flow_reply')).toContainText('2026-12-04');
}

async function sends_files(inbox: Inbox, phone: Phone): Promise<void> {
  const { page } = inbox;
  await inbox.attach_file('Photo or video', { name: 'tienda.png', mimeType: 'image/png', buffer: await drawing(page, 'image/png') });
  const dialog = page.getByRole('dialog', { name: 'Send a photo' });
  await dialog.getByLabel('Caption (optional)').fill('Nuestra tienda');
  await send(dialog);
  await expect(phone.received('image')).toContainText('Nuestra tienda', { timeout: fetched });
  await inbox.attach_file('Photo or video', { name: 'taller.mp4', mimeType: 'video/mp4', buffer: video });
  await send(page.getByRole('dialog', { name: 'Send a video' }));
  await expect(phone.received('video')).toBeVisible({ timeout: fetched });
  await inbox.attach_file('Document', pdf);
  await send(page.getByRole('dialog', { name: 'Send a document' }));
  await expect(phone.received('document')).toBeVisible({ timeout: fetched });
  await inbox.attach_file('Sticker (WebP)', { name: 'gracias.webp', mimeType: 'image/webp', buffer: await drawing(page, 'image/webp', 512, 512) });
  await send(page.getByRole('dialog', { name: 'Send a sticker' }));
  await expect(phone.received('sticker')).toBeVisible({ timeout: fetched });
  const recorder = await inbox.attach('Voice message');
  await expect(recorder.getByRole('status')).toContainText('0:01');
  await recorder.getByRole('button', { name: 'Stop' }).click();
  await send(recorder);
  await expect(phone.received('audio')).toBeVisible({ timeout: fetched });
}

// From the dialog of a location.
async function sends_place(inbox: Inbox, phone: Phone): Promise<void> {
  const dialog = inbox.page.getByRole('dialog', { name: 'Location', exact: true });
  await dialog.getByLabel('Latitude').fill('4.6533, -74.0836');
  await dialog.getByLabel('Name of the place').fill('Tienda Aurora');
  await send(dialog);
  await expect(phone.received('location')).toContainText('Tienda Aurora');
  await expect(inbox.of_type('location').locator('[data-status="delivered"]')).toBeVisible();
}

const offered = (inbox: Inbox) => inbox.page.getByRole('menu', { name: 'Attach' }).getByRole('menuitem');

test('through Twilio: texts, places, files and answers come in; texts and places go out, and what Twilio has no words for is not offered', async ({ inbox, customer, context, program }) => {
  test.setTimeout(240_000);
  const phone = await meet(inbox, context, program.address, customer, 'Demo Twilio');
  await inbox.reply(customer.name, '¡Hola! ¿En qué le ayudo?');
  await expect(phone.message('¿En qué le ayudo?')).toBeVisible();
  await expect(inbox.ticks('¿En qué le ayudo?')).toHaveAttribute('data-status', 'delivered');
  await phone.play('Quote the last message');
  await expect(inbox.bubble('Sobre esto').getByRole('button', { name: 'Go to the quoted message' })).toContainText('¿En qué le ayudo?');
  await plays_answers(inbox, phone);
  await plays_files(inbox, phone);

  await inbox.page.getByRole('button', { name: 'Attach' }).click();
  await expect(offered(inbox).filter({ hasText: 'Location' })).toBeVisible();
  await expect(offered(inbox).filter({ hasText: /Buttons|List|Button with a link|Ask for the location|Contact card/ })).toHaveCount(0);
  await offered(inbox).getByText('Location').click();
  await sends_place(inbox, phone);
});

test('through Kapso: every type comes in and goes out as at Meta', async ({ inbox, customer, context, program }) => {
  test.setTimeout(240_000);
  const phone = await meet(inbox, context, program.address, customer, 'Demo Kapso');
  await inbox.reply(customer.name, '¡Hola! ¿En qué le ayudo?');
  await expect(phone.message('¿En qué le ayudo?')).toBeVisible();
  await expect(inbox.ticks('¿En qué le ayudo?')).toHaveAttribute('data-status', 'delivered');
  await phone.play('Quote the last message');
  await expect(inbox.bubble('Sobre esto').getByRole('button', { name: 'Go to the quoted message' })).toContainText('¿En qué le ayudo?');
  await phone.play('React to the last message');
  await expect(inbox.page.locator('[data-reaction="inbound"]')).toContainText('❤️');
  await phone.play('Contact card');
  await expect(inbox.of_type('contacts')).toContainText('Camila Rojas');
  await phone.play('Order');
  await expect(inbox.of_type('order').getByRole('table')).toContainText('CAFE-500');
  await plays_answers(inbox, phone);
  await plays_files(inbox, phone);

  await inbox.attach('Location');
  await sends_place(inbox, phone);
  let dialog = await inbox.attach('Contact card');
  await dialog.getByLabel('Name', { exact: true }).fill('Bodega Norte');
  await dialog.getByLabel('Number').fill('+57 300 555 0111');
  await send(dialog);
  await expect(phone.received('contacts')).toContainText('Bodega Norte');
  dialog = await inbox.attach('Buttons');
  await dialog.getByLabel('Text').fill('¿Confirmamos el envío?');
  await dialog.getByLabel('Label').fill('Sí');
  await send(dialog);
  await expect(phone.received('interactive').filter({ hasText: '¿Confirmamos el envío?' })).toContainText('Sí');
  dialog = await inbox.attach('List');
  await dialog.getByLabel('Text').fill('¿Qué necesita?');
  await dialog.getByLabel('Button that opens the list').fill('Ver opciones');
  await dialog.getByLabel('Title').fill('Otra dirección');
  await send(dialog);
  await expect(phone.received('interactive').filter({ hasText: '¿Qué necesita?' })).toContainText('Otra dirección');
  dialog = await inbox.attach('Button with a link');
  await dialog.getByLabel('Text').fill('Pague aquí');
  await dialog.getByLabel('Label of the button').fill('Pagar');
  await dialog.getByLabel('Address').fill('https://pagos.example/1');
  await send(dialog);
  await expect(phone.received('interactive').filter({ hasText: 'Pague aquí' })).toContainText('Pagar');
  dialog = await inbox.attach('Ask for the location');
  await dialog.getByLabel('Text').fill('¿A dónde lo llevamos?');
  await send(dialog);
  await expect(phone.received('interactive').filter({ hasText: '¿A dónde lo llevamos?' })).toBeVisible();
  await sends_files(inbox, phone);
});
