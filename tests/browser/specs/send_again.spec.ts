// What a provider refused is sent again by hand: as a new message, once, and each shows the way to the other.
import { expect, test } from '../support/test';

const pictures = process.env.RECADO_PICTURES;

test('a reply that WhatsApp refused is sent again and arrives once, and both messages are linked', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.open_conversation(customer.name);
  await simulator.faults({ sends: { kind: 'token_expired', times: 1 } });
  await inbox.reply(customer.name, '¿Sigue ahí?');
  await expect(inbox.ticks('¿Sigue ahí?')).toHaveAttribute('data-status', 'failed');
  const { page } = inbox;
  await page.getByRole('button', { name: 'Attempts' }).click();
  await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem')).toContainText('WhatsApp refused it: WhatsApp no longer accepts the credentials of this number.');
  await page.getByRole('button', { name: 'Send again', exact: true }).click();

  await expect(inbox.bubble('¿Sigue ahí?')).toHaveCount(2);
  await expect(inbox.ticks('¿Sigue ahí?').nth(0)).toHaveAttribute('data-status', 'failed');
  await expect(inbox.ticks('¿Sigue ahí?').nth(1)).toHaveAttribute('data-status', 'delivered');
  const arrived = (await simulator.thread(customer.id)).filter((message) => message.text === '¿Sigue ahí?');
  expect(arrived).toHaveLength(1);
  await expect(page.getByRole('button', { name: 'Send again', exact: true })).toHaveCount(0);

  for (const scheme of pictures ? (['light', 'dark'] as const) : []) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: `${pictures}/send-again-${scheme}.png`, animations: 'disabled' });
  }
  const newer = await inbox.bubble('¿Sigue ahí?').nth(1).getAttribute('data-message');
  const older = await inbox.bubble('¿Sigue ahí?').nth(0).getAttribute('data-message');
  await page.getByRole('button', { name: 'Sent again, see the new message' }).click();
  await expect(page).toHaveURL(new RegExp(`at=${newer}`));
  await page.getByRole('button', { name: 'Sends an earlier message again' }).click();
  await expect(page).toHaveURL(new RegExp(`at=${older}`));
});
