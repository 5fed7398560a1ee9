import { type Inbox } from '../support/inbox';
import { expect, test } from '../support/test';
import { Wire } from '../support/wire';

const cut_ms = 10_000;

const lasted = (since: number) => expect.poll(() => Date.now() - since, { timeout: cut_ms + 5_000 }).toBeGreaterThanOrEqual(cut_ms);

async function has_everything_once(inbox: Inbox, texts: string[]): Promise<void> {
  for (const text of texts) await expect(inbox.bubble(text), text).toHaveCount(1, { timeout: 20_000 });
  expect((await inbox.texts()).filter((text) => texts.includes(text))).toHaveLength(texts.length);
}

test('nothing is missing or doubled after the cable was out for ten seconds', async ({ program, customer, simulator, another_browser }) => {
  const wire = await Wire.to(program.address);
  const inbox = await another_browser(wire.address);
  const other = await another_browser();
  await simulator.write(customer.id, 'Antes del corte');
  for (const each of [inbox, other]) await each.open_conversation(customer.name);
  await inbox.reply(customer.name, 'Respuesta antes');
  await expect(inbox.ticks('Respuesta antes')).toHaveAttribute('data-status', 'delivered');

  wire.cut();
  const cut_at = Date.now();
  await expect(inbox.connection()).toHaveAttribute('data-connection', 'reconnecting');
  await inbox.reply(customer.name, 'Respuesta durante 1');
  await inbox.reply(customer.name, 'Respuesta durante 2');
  await expect(inbox.ticks('Respuesta durante 2')).toHaveAttribute('data-status', 'queued');
  for (const text of ['Cliente durante 1', 'Cliente durante 2', 'Cliente durante 3']) await simulator.write(customer.id, text);
  await expect(other.bubble('Cliente durante 3')).toHaveCount(1);
  await expect(inbox.bubble('Cliente durante 1')).toHaveCount(0);
  await lasted(cut_at);
  wire.mend();

  await inbox.is_live();
  const texts = ['Antes del corte', 'Respuesta antes', 'Respuesta durante 1', 'Respuesta durante 2', 'Cliente durante 1', 'Cliente durante 2', 'Cliente durante 3'];
  for (const each of [inbox, other]) await has_everything_once(each, texts);
  await expect(inbox.ticks('Respuesta durante 2')).toHaveAttribute('data-status', 'delivered');
  expect(await inbox.texts()).toEqual(await other.texts());
  const on_phone = (await simulator.thread(customer.id)).filter((message) => message.direction === 'from_business');
  expect(on_phone.map((message) => message.text)).toEqual(['Respuesta antes', 'Respuesta durante 1', 'Respuesta durante 2']);
  await inbox.page.context().close();
  await wire.remove();
});

test('nothing is missing or doubled after the browser was offline for ten seconds', async ({ inbox, customer, simulator, context }) => {
  await simulator.write(customer.id, 'Antes');
  await inbox.open_conversation(customer.name);
  await context.setOffline(true);
  const cut_at = Date.now();
  await expect(inbox.connection()).toHaveAttribute('data-connection', 'offline');
  await inbox.reply(customer.name, 'Escrita sin red');
  await expect(inbox.ticks('Escrita sin red')).toHaveAttribute('data-status', 'queued');
  await simulator.write(customer.id, 'Enviado mientras tanto');
  await lasted(cut_at);
  expect((await simulator.thread(customer.id)).some((message) => message.text === 'Escrita sin red')).toBe(false);
  await context.setOffline(false);

  await inbox.is_live();
  await has_everything_once(inbox, ['Antes', 'Escrita sin red', 'Enviado mientras tanto']);
  await expect(inbox.ticks('Escrita sin red')).toHaveAttribute('data-status', 'delivered');
  const on_phone = (await simulator.thread(customer.id)).filter((message) => message.text === 'Escrita sin red');
  expect(on_phone).toHaveLength(1);
});

test('a reply written offline survives a reload and goes out once', async ({ program, customer, simulator, another_browser }) => {
  const wire = await Wire.to(program.address);
  const inbox = await another_browser(wire.address);
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  wire.cut();
  await inbox.reply(customer.name, 'Guardada en este equipo');
  await expect(inbox.ticks('Guardada en este equipo')).toHaveAttribute('data-status', 'queued');
  wire.mend();
  wire.cut();
  // The page is closed before the cable is back.
  const { url, context } = { url: inbox.page.url(), context: inbox.page.context() };
  await inbox.page.close();
  wire.mend();
  const again = await context.newPage();
  await again.goto(url);
  await expect(again.locator('[data-message]').filter({ hasText: 'Guardada en este equipo' })).toHaveCount(1);
  await expect(again.locator('[data-message]').filter({ hasText: 'Guardada en este equipo' }).locator('[data-status]')).toHaveAttribute('data-status', 'delivered');
  expect((await simulator.thread(customer.id)).filter((message) => message.direction === 'from_business')).toHaveLength(1);
  await context.close();
  await wire.remove();
});
