import { expect, test } from '../support/test';

test('a draft survives a reload and stays with its conversation', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await inbox.composer(customer.name).fill('Lo reviso y le');
  await inbox.page.reload();
  await expect(inbox.composer(customer.name)).toHaveValue('Lo reviso y le');
  await inbox.reply(customer.name, 'Lo reviso y le cuento');
  await expect(inbox.composer(customer.name)).toHaveValue('');
  await inbox.page.reload();
  await expect(inbox.bubble('Lo reviso y le cuento')).toHaveCount(1);
  await expect(inbox.composer(customer.name)).toHaveValue('');
});

test('Enter sends, Shift+Enter breaks the line', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  const field = inbox.composer(customer.name);
  await field.fill('Primera línea');
  await field.press('Shift+Enter');
  await field.pressSequentially('segunda línea');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await expect.poll(async () => (await simulator.thread(customer.id)).at(-1)?.text).toBe('Primera línea\nsegunda línea');
});

test('says how long replies are free and whom they go out as', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola', { ago_seconds: 3 * 3600 });
  await inbox.open_conversation(customer.name);
  await expect(inbox.page.getByText(/^Free replies for 2[01] h \d\d m$/)).toBeVisible();
  await expect(inbox.page.getByText(/^Goes out as /)).toBeVisible();
});

test('warns when the window is about to close', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, '¿Siguen ahí?', { ago_seconds: 23.5 * 3600 });
  await expect((await inbox.find_row(customer.name)).getByRole('img', { name: /^Free replies for 0 h \d+ m$/ })).toBeVisible();
});

test('outside the window nothing can be written, with the reason, until the customer writes again', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Escribí ayer', { ago_seconds: 25 * 3600 });
  await inbox.open_conversation(customer.name);
  await expect(inbox.page.getByText('The window is closed: only a template can be sent')).toBeVisible();
  await expect(inbox.composer(customer.name)).toHaveCount(0);
  await simulator.write(customer.id, 'Aquí estoy de nuevo');
  await expect(inbox.composer(customer.name)).toBeVisible();
});

test('a text longer than WhatsApp takes is not sent and says by how much', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await inbox.composer(customer.name).fill('ñ'.repeat(4095));
  await expect(inbox.page.getByText('1 character left')).toBeVisible();
  await inbox.composer(customer.name).fill('😀'.repeat(4098));
  await expect(inbox.page.getByText('2 characters too many')).toBeVisible();
  await expect(inbox.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
});

test('an emoji goes where the cursor stands', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await inbox.composer(customer.name).fill('Hola, mundo');
  await inbox.composer(customer.name).evaluate((node: HTMLTextAreaElement) => node.setSelectionRange(4, 4));
  await inbox.page.getByRole('button', { name: 'Insert an emoji' }).click();
  await inbox.page.getByRole('button', { name: '👋' }).click();
  await expect(inbox.composer(customer.name)).toHaveValue('Hola👋, mundo');
  await expect(inbox.composer(customer.name)).toBeFocused();
});

test('a search finds words in any conversation, accents aside, and opens it at that message', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'El número de la guía es AZUL8842', { ago_seconds: 7200 });
  await simulator.write(customer.id, 'Mensaje cualquiera', { count: 70 });
  await expect(inbox.row(customer.name)).toContainText('Mensaje cualquiera');
  const search = inbox.page.getByRole('textbox', { name: 'Search messages' });
  await expect(async () => {
    await search.fill('');
    await search.fill('guia azul8842');
    await expect(inbox.page.getByRole('list', { name: 'Messages found' }).getByRole('link')).toHaveCount(1, { timeout: 1_500 });
  }).toPass();
  await expect(inbox.page.locator('mark')).toHaveText(['guía', 'AZUL8842']);
  await inbox.page.getByRole('list', { name: 'Messages found' }).getByRole('link').click();
  await expect(inbox.bubble('AZUL8842')).toBeInViewport();
});

test('older messages load on the way up, and the newest are one press away', async ({ inbox, customer, simulator }) => {
  for (let batch = 0; batch < 3; batch++) await simulator.write(customer.id, `Tanda ${batch}`, { count: 50, ago_seconds: 3600 - batch * 600 });
  await expect(await inbox.find_row(customer.name)).toContainText('Tanda 2');
  await inbox.open_conversation(customer.name);
  await expect(inbox.bubble('Tanda 2').last()).toBeInViewport();
  const thread = inbox.thread(customer.name);
  await expect(async () => {
    await thread.evaluate((node) => node.scrollTo({ top: 0 }));
    await expect(inbox.page.getByText('Beginning of the conversation')).toBeInViewport({ timeout: 300 });
  }).toPass({ timeout: 20_000 });
  await expect(inbox.bubble('Tanda 0').first()).toBeVisible();
  await simulator.write(customer.id, 'Lo más nuevo');
  await inbox.page.getByRole('button', { name: /Jump to newest. 1 new message/ }).click();
  await expect(inbox.bubble('Lo más nuevo')).toBeInViewport();
});
