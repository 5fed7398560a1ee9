import { Phone } from '../support/inbox';
import { expect, test } from '../support/test';

const rank = { queued: 0, unknown: 0, sent: 1, delivered: 2, read: 3 };

test('what the customer writes on the phone is in the inbox within a second, and the reply is on the phone', async ({ inbox, customer, context, program }) => {
  const phone = new Phone(await context.newPage());
  await phone.page.goto(`${program.address}/sandbox`);
  await phone.choose(customer.name);

  await phone.write(customer.name, '¿Tienen envíos a Medellín?');
  await expect(inbox.row(customer.name)).toContainText('¿Tienen envíos a Medellín?', { timeout: 1_000 });

  await inbox.open_conversation(customer.name);
  await inbox.reply(customer.name, '¡Claro que sí!');
  await expect(phone.message('¡Claro que sí!')).toBeVisible();

  await phone.write(customer.name, 'Perfecto, gracias');
  await expect(inbox.bubble('Perfecto, gracias')).toBeVisible({ timeout: 1_000 });
});

test('the ticks of a reply go from the clock to two blue ones, and never back', async ({ inbox, customer, simulator }) => {
  await simulator.presence(customer.id, { reads_at_once: true });
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await inbox.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const status = [...document.querySelectorAll('[data-message]')].at(-1)?.querySelector('[data-status]')?.getAttribute('data-status');
      if (status && seen.at(-1) !== status) seen.push(status);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await inbox.reply(customer.name, 'Buenos días');
  await expect(inbox.ticks('Buenos días')).toHaveAttribute('data-status', 'read');
  const seen = await inbox.page.evaluate(() => (window as unknown as { seen: (keyof typeof rank)[] }).seen);
  expect(seen[0]).toBe('queued');
  expect(seen.map((status) => rank[status])).toEqual([...seen.map((status) => rank[status])].sort((a, b) => a - b));
});

test('a second browser sees all of it without a refresh', async ({ inbox, customer, simulator, another_browser }) => {
  await simulator.presence(customer.id, { reads_at_once: true });
  const other = await another_browser();
  await simulator.write(customer.id, 'Buenas tardes');
  await expect(other.row(customer.name)).toContainText('Buenas tardes');
  await other.open_conversation(customer.name);
  await inbox.open_conversation(customer.name);
  await inbox.reply(customer.name, 'Dígame');
  await expect(other.bubble('Dígame')).toHaveCount(1);
  await expect(other.ticks('Dígame')).toHaveAttribute('data-status', 'read');

  await inbox.page.getByRole('button', { name: 'Assign to me' }).first().click();
  await expect(other.page.getByRole('button', { name: 'Assigned to You' })).toBeVisible();
  await inbox.page.getByRole('button', { name: 'Close', exact: true }).first().click();
  await expect(other.row(customer.name)).toHaveCount(0);
  await inbox.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(other.row(customer.name)).toHaveCount(1);
});

test('the customer’s phone stands beside the inbox', async ({ inbox, customer }) => {
  await inbox.page.getByRole('button', { name: 'Play a customer beside the inbox' }).click();
  const phone = new Phone(inbox.page);
  await phone.choose(customer.name);
  await phone.write(customer.name, 'Los veo a los dos');
  await expect(inbox.row(customer.name)).toContainText('Los veo a los dos');
  await expect(inbox.row(customer.name).locator('[data-unread="1"]')).toBeVisible();
  await inbox.open_conversation(customer.name);
  await expect(inbox.row(customer.name).locator('[data-unread]')).toHaveCount(0);
  await inbox.reply(customer.name, 'Y nosotros a usted');
  await expect(phone.message('Y nosotros a usted')).toBeVisible();
  await inbox.page.getByRole('button', { name: 'Put the phone away' }).click();
});

test('webhooks that come three times and out of order make each message once, in the order of the customer', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Mensaje 0');
  await inbox.open_conversation(customer.name);
  await simulator.faults({ webhooks: { duplicate: 3, reorder: true, delay_ms: 200 } });
  const texts = Array.from({ length: 8 }, (_, at) => `Mensaje ${at + 1}`);
  for (const [at, text] of texts.entries()) await simulator.write(customer.id, text, { ago_seconds: 60 - at * 5 });
  await expect.poll(async () => (await inbox.texts()).length, { timeout: 15_000 }).toBe(texts.length + 1);
  expect(await inbox.texts()).toEqual([...texts, 'Mensaje 0']);
});

test('a reply whose answer was lost is shown as not known, then as delivered, and reaches the phone once', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await simulator.faults({ sends: { kind: 'drop_answer', times: 1 } });
  await inbox.reply(customer.name, 'Una sola vez');
  await expect(inbox.ticks('Una sola vez')).toHaveAttribute('data-status', 'delivered', { timeout: 20_000 });
  const phone = (await simulator.thread(customer.id)).filter((message) => message.text === 'Una sola vez');
  expect(phone).toHaveLength(1);
});

test('a reply that WhatsApp refuses carries the reason and the next step', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await simulator.faults({ sends: { kind: 'not_on_whatsapp', times: 1 } });
  await inbox.reply(customer.name, '¿Me recibe?');
  await expect(inbox.ticks('¿Me recibe?')).toHaveAttribute('data-status', 'failed');
  await expect(inbox.page.getByText('This number is not on WhatsApp.')).toBeVisible();
  await expect(inbox.page.getByText('Check the number with the customer')).toBeVisible();
});
