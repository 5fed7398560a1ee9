// Each type of message that a customer can send is played from the phone and seen rightly in the inbox; each that we can
// send is composed and seen on the phone.
import { fileURLToPath } from 'node:url';

import { drawing, video } from '../support/files';
import { Phone, send } from '../support/inbox';
import { expect, test } from '../support/test';

const fetched = 30_000; // a file travels, is looked into and drawn small
const pictures = fileURLToPath(new URL('../../../build/screenshots/', import.meta.url));

test('what a customer sends beside text is played from the phone and seen in the inbox', async ({ inbox, customer, context, program, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  const phone = new Phone(await context.newPage());
  await phone.page.goto(`${program.address}/sandbox`);
  await phone.choose(customer.name);

  await phone.play('Location');
  await expect(inbox.of_type('location')).toContainText('Parque de la 93');
  await expect(inbox.of_type('location').getByRole('link', { name: 'Open in a map' })).toHaveAttribute('href', /openstreetmap/);

  await phone.play('Contact card');
  await expect(inbox.of_type('contacts')).toContainText('Camila Rojas');
  await expect(inbox.of_type('contacts')).toContainText('+57 310 555 0199');

  await phone.play('Order');
  await expect(inbox.of_type('order').getByRole('table')).toContainText('CAFE-500');
  await expect(inbox.of_type('order').getByRole('row', { name: /Total/ })).toContainText('82,500');

  await phone.play('Press a button');
  await expect(inbox.of_type('button_reply')).toContainText('Sí, confirmo');
  await phone.play('Pick from a list');
  await expect(inbox.of_type('list_reply')).toContainText('Antes de que salga el envío');
  await phone.play('Fill in a form');
  await expect(inbox.of_type('flow_reply')).toContainText('2026-12-04');
  await expect(inbox.of_type('flow_reply')).not.toContainText('flow_token');

  await phone.play('Forwarded text');
  await expect(inbox.bubble('Promoción: 20 %')).toContainText('Forwarded');
  await phone.play('Come from an advertisement');
  await expect(inbox.bubble('Quiero más información')).toContainText('Café de origen a tu puerta');
  await phone.play('Ask about a product');
  await expect(inbox.bubble('en grano')).toContainText('About the product CAFE-500');
  await phone.play('Something unsupported');
  await expect(inbox.of_type('unsupported')).toContainText('poll');
  await phone.play('Change the number');
  await expect(inbox.page.getByText('The customer has a new number: +57 320 555 0177')).toBeVisible();
});

test('a customer’s reaction, edit, quote and deletion show on the message they are about', async ({ inbox, customer, simulator }) => {
  const first = await simulator.play(customer.id, { type: 'text', text: 'Quiero dos cafes' });
  await inbox.open_conversation(customer.name);
  await inbox.reply(customer.name, '¿Molido o en grano?');
  await expect(inbox.ticks('¿Molido o en grano?')).toHaveAttribute('data-status', 'delivered');
  const question = (await simulator.thread(customer.id)).find((message) => message.direction === 'from_business')!;

  await simulator.play(customer.id, { type: 'reaction', content: { message_id: question.id, emoji: '👍' } });
  const reaction = inbox.page.locator('[data-reaction="inbound"]');
  await expect(reaction).toContainText('👍');
  await simulator.play(customer.id, { type: 'reaction', content: { message_id: question.id, emoji: '' } });
  await expect(reaction).toHaveCount(0);

  await simulator.play(customer.id, { type: 'text', text: 'En grano', context_id: question.id });
  const quote = inbox.bubble('En grano').getByRole('button', { name: 'Go to the quoted message' });
  await expect(quote).toContainText('¿Molido o en grano?');

  await simulator.play(customer.id, { type: 'edit', content: { original_message_id: first, message: { type: 'text', text: { body: 'Quiero dos cafés' } } } });
  await expect(inbox.bubble('Quiero dos cafés')).toContainText('Edited');
  await expect(inbox.bubble('Quiero dos cafes')).toHaveCount(0);

  await simulator.play(customer.id, { type: 'revoke', content: { original_message_id: first } });
  await expect(inbox.bubble('This message was deleted')).toBeVisible();
  await expect(inbox.bubble('Quiero dos')).toHaveCount(0);
});

test('everything that can be composed without a file reaches the phone', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, '¿Dónde están?');
  await inbox.open_conversation(customer.name);
  const sent = async (type: string) => (await simulator.thread(customer.id)).filter((message) => message.direction === 'from_business' && message.type === type);

  let dialog = await inbox.attach('Location');
  await dialog.getByLabel('Latitude').fill('4.6533, -74.0836');
  await expect(dialog.getByLabel('Longitude')).toHaveValue('-74.0836');
  await dialog.getByLabel('Name of the place').fill('Tienda Aurora');
  await send(dialog);
  await expect(inbox.of_type('location')).toContainText('Tienda Aurora');
  await expect.poll(async () => (await sent('location'))[0]?.content).toMatchObject({ latitude: 4.6533, name: 'Tienda Aurora' });

  dialog = await inbox.attach('Contact card');
  await dialog.getByLabel('Name', { exact: true }).fill('Bodega Norte');
  await dialog.getByLabel('Number').fill('+57 300 555 0111');
  await send(dialog);
  await expect(inbox.of_type('contacts')).toContainText('Bodega Norte');
  await expect.poll(async () => (await sent('contacts')).length).toBe(1);

  dialog = await inbox.attach('Buttons');
  await dialog.getByLabel('Text').fill('¿Confirmamos el envío?');
  await dialog.getByLabel('Label').fill('Una etiqueta demasiado larga');
  await expect(dialog.getByText('8 characters too many')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await dialog.getByLabel('Label').fill('Sí');
  await dialog.getByRole('button', { name: 'Add a button' }).click();
  await dialog.getByLabel('Label').last().fill('No');
  await send(dialog);
  await expect(inbox.of_type('buttons')).toContainText('¿Confirmamos el envío?');

  dialog = await inbox.attach('List');
  await dialog.getByLabel('Text').fill('¿Qué necesita?');
  await dialog.getByLabel('Button that opens the list').fill('Ver opciones');
  await dialog.getByLabel('Title').fill('Cambiar la dirección');
  await send(dialog);
  dialog = await inbox.attach('Button with a link');
  await dialog.getByLabel('Text').fill('Pague aquí');
  await dialog.getByLabel('Label of the button').fill('Pagar');
  await dialog.getByLabel('Address').fill('https://pagos.example/1');
  await send(dialog);
  dialog = await inbox.attach('Ask for the location');
  await dialog.getByLabel('Text').fill('¿A dónde lo llevamos?');
  await send(dialog);
  await expect.poll(async () => (await sent('interactive')).map((message) => message.text)).toEqual(['¿Confirmamos el envío?', '¿Qué necesita?', 'Pague aquí', '¿A dónde lo llevamos?']);
  await expect(inbox.of_type('location_request').locator('[data-status="delivered"]')).toBeVisible();
});

test('files from the phone are shown in the inbox: a photo that opens, a document to download, a sticker, a video and a voice message that play', async ({ inbox, customer, context, program, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  const phone = new Phone(await context.newPage());
  await phone.page.goto(`${program.address}/sandbox`);
  await phone.choose(customer.name);

  await phone.play('Photo');
  await inbox.drawn(inbox.of_type('image').getByRole('img', { name: 'Así llegó el paquete' }));
  await inbox.of_type('image').getByRole('button', { name: 'Open the photo full size' }).click();
  await expect(inbox.page.getByRole('dialog').getByRole('img')).toBeVisible();
  await inbox.page.keyboard.press('Escape');

  await phone.play('Document');
  await expect(inbox.of_type('document').getByRole('link', { name: 'Download factura-2041.pdf' })).toHaveAttribute('href', /\/v1\/media\//, { timeout: fetched });
  await phone.play('Sticker');
  await inbox.drawn(inbox.of_type('sticker').getByRole('img', { name: 'Sticker' }));

  await phone.play('Video');
  await expect(inbox.of_type('video')).toContainText('Así se ve por dentro');
  const film = inbox.of_type('video').getByLabel('Video');
  await expect(film).toBeVisible({ timeout: fetched });
  await film.evaluate((node: HTMLVideoElement) => ((node.muted = true), node.play()));
  await expect.poll(() => film.evaluate((node: HTMLVideoElement) => node.videoWidth)).toBeGreaterThan(0);

  await phone.play('Voice message');
  const voice = inbox.of_type('audio');
  await voice.getByRole('button', { name: 'Play' }).click({ timeout: fetched });
  await expect.poll(async () => Number(await voice.getByRole('slider', { name: 'Position' }).inputValue())).toBeGreaterThan(0);
  await voice.getByRole('button', { name: 'Speed 1', exact: true }).click();
  await expect(voice.getByRole('button', { name: 'Speed 1.5', exact: true })).toBeVisible();
});

test('a photo, a video, a sticker, a document and a voice message go from the composer to the phone', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  const sent = async (type: string) => (await simulator.thread(customer.id)).filter((message) => message.direction === 'from_business' && message.type === type);

  await inbox.attach_file('Photo or video', { name: 'tienda.png', mimeType: 'image/png', buffer: await drawing(inbox.page, 'image/png') });
  const dialog = inbox.page.getByRole('dialog', { name: 'Send a photo' });
  await dialog.getByLabel('Caption (optional)').fill('Nuestra tienda');
  await send(dialog);
  await expect(inbox.of_type('image')).toContainText('Nuestra tienda');
  await expect.poll(async () => (await sent('image'))[0]?.content, { timeout: fetched }).toMatchObject({ caption: 'Nuestra tienda' });

  await inbox.attach_file('Photo or video', { name: 'taller.mp4', mimeType: 'video/mp4', buffer: video });
  await send(inbox.page.getByRole('dialog', { name: 'Send a video' }));
  await expect(inbox.of_type('video').locator('[data-status="delivered"]')).toBeVisible({ timeout: fetched });
  await expect.poll(async () => (await sent('video')).length, { timeout: fetched }).toBe(1);

  await inbox.attach_file('Sticker (WebP)', { name: 'gracias.webp', mimeType: 'image/webp', buffer: await drawing(inbox.page, 'image/webp', 512, 512) });
  await send(inbox.page.getByRole('dialog', { name: 'Send a sticker' }));
  await inbox.drawn(inbox.of_type('sticker').getByRole('img', { name: 'Sticker' }));
  await expect.poll(async () => (await sent('sticker')).length, { timeout: fetched }).toBe(1);

  await inbox.attach_file('Document', { name: 'precios.txt', mimeType: 'text/plain', buffer: Buffer.from('Café de Huila: 32000\n') });
  await send(inbox.page.getByRole('dialog', { name: 'Send a document' }));
  await expect.poll(async () => (await sent('document'))[0]?.content, { timeout: fetched }).toMatchObject({ filename: 'precios.txt' });

  await inbox.page.getByRole('button', { name: 'Attach' }).click();
  await inbox.page.getByRole('menuitem', { name: 'Voice message' }).click();
  const recorder = inbox.page.getByRole('dialog', { name: 'Voice message' });
  await expect(recorder.getByRole('status')).toContainText('0:01');
  await recorder.getByRole('button', { name: 'Stop' }).click();
  await send(recorder);
  await expect.poll(async () => (await sent('audio'))[0]?.content, { timeout: fetched }).toMatchObject({ voice: true });
});

test('a person reacts to a message and answers to it', async ({ inbox, customer, simulator }) => {
  const id = await simulator.play(customer.id, { type: 'text', text: 'Llegó todo perfecto' });
  await inbox.open_conversation(customer.name);
  const bubble = inbox.bubble('Llegó todo perfecto');
  await bubble.hover();
  await inbox.page.getByRole('button', { name: 'React' }).first().click();
  await inbox.page.getByRole('group', { name: 'React' }).getByRole('button', { name: '❤️' }).click();
  await expect(inbox.page.locator('[data-reaction="outbound"]')).toContainText('❤️');
  await expect.poll(async () => (await simulator.thread(customer.id)).find((message) => message.type === 'reaction')?.content).toMatchObject({ message_id: id, emoji: '❤️' });

  await bubble.hover();
  await inbox.page.getByRole('button', { name: 'Answer to this message' }).first().click();
  await inbox.reply(customer.name, '¡Qué alegría!');
  await expect(inbox.bubble('¡Qué alegría!')).toContainText('Llegó todo perfecto');
  await expect.poll(async () => (await simulator.thread(customer.id)).find((message) => message.text === '¡Qué alegría!')?.context_id).toBe(id);
});

const looks = [
  { name: 'laptop-light-en', colorScheme: 'light', locale: 'en-US', viewport: { width: 1440, height: 900 }, isMobile: false },
  { name: 'laptop-dark-es', colorScheme: 'dark', locale: 'es-CO', viewport: { width: 1440, height: 900 }, isMobile: false },
  { name: 'phone-light-es', colorScheme: 'light', locale: 'es-CO', viewport: { width: 390, height: 844 }, isMobile: true },
  { name: 'phone-dark-en', colorScheme: 'dark', locale: 'en-US', viewport: { width: 390, height: 844 }, isMobile: true },
] as const;

test('pictures of a conversation with every type', async ({ browser, inbox, customer, simulator, signed_in, program }) => {
  test.setTimeout(180_000);
  const { id } = customer;
  const text = await simulator.play(id, { type: 'text', text: 'Hola, ¿tienen café de Huila?', extra: { referral: { source_url: 'https://fb.me/1', source_type: 'ad', headline: 'Café de origen a tu puerta', body: 'Suscríbete y recibe cada mes' } } });
  const photo = await simulator.file('image/png', (await drawing(inbox.page, 'image/png')).toString('base64'));
  await simulator.play(id, { type: 'image', content: { ...photo, mime_type: 'image/png', caption: 'Así llegó la vez pasada' } });
  await simulator.play(id, { type: 'audio', content: { id: '900000000000002', mime_type: 'audio/ogg; codecs=opus', voice: true } });
  const pdf = await simulator.file('application/pdf', Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64'));
  await simulator.play(id, { type: 'document', content: { ...pdf, mime_type: 'application/pdf', filename: 'factura-2041.pdf' } });
  await simulator.play(id, { type: 'location', content: { latitude: 4.65113, longitude: -74.05543, name: 'Parque de la 93', address: 'Calle 93A #11A-31, Bogotá' } });
  await simulator.play(id, { type: 'contacts', content: [{ name: { formatted_name: 'Camila Rojas', first_name: 'Camila' }, phones: [{ phone: '+57 310 555 0199' }] }] });
  await simulator.play(id, { type: 'order', content: { catalog_id: '7', text: '¿Para el viernes?', product_items: [{ product_retailer_id: 'CAFE-500', quantity: 2, item_price: 32000, currency: 'COP' }] } });
  await simulator.play(id, { type: 'interactive', content: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Enviado', response_json: '{"fecha":"2026-12-04","personas":"4"}' } } });
  await simulator.play(id, { type: 'unsupported', content: { type: 'poll' } });
  await simulator.play(id, { type: 'text', text: 'Promoción: 20 % hasta el domingo', extra: { context: { forwarded: true } } });
  await simulator.play(id, { type: 'text', text: 'Sobre esto', context_id: text });
  await simulator.play(id, { type: 'reaction', content: { message_id: text, emoji: '❤️' } });
  await simulator.play(id, { type: 'system', content: { type: 'user_changed_number', body: '', wa_id: '573205550177' } });
  await inbox.open_conversation(customer.name);
  const dialog = await inbox.attach('Buttons');
  await dialog.getByLabel('Text').fill('¿Confirmamos el envío para el viernes?');
  await dialog.getByLabel('Label').fill('Sí, confirmo');
  await send(dialog);
  await expect(inbox.of_type('buttons').locator('[data-status="delivered"]')).toBeVisible();
  const address = inbox.page.url();
  for (const { name, ...options } of looks) {
    const context = await browser.newContext({ ...options, storageState: signed_in });
    const page = await context.newPage();
    await page.goto(address.replace(/^https?:\/\/[^/]+/, program.address));
    await expect(page.locator('[data-message]').last()).toBeVisible();
    await page.screenshot({ path: `${pictures}every-type-end-${name}.png`, animations: 'disabled' });
    await page.locator('[data-thread]').evaluate((node) => node.scrollTo({ top: 0 }));
    await expect(page.locator('[data-message]').first()).toBeVisible();
    await page.waitForFunction(() => document.querySelector('[data-thread]')!.scrollTop < 50);
    await page.screenshot({ path: `${pictures}every-type-top-${name}.png`, animations: 'disabled' });
    await context.close();
  }
});
