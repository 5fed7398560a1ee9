import { devices } from '@playwright/test';

import { expect, test } from '../support/test';

const { viewport: _, ...touch } = devices['Pixel 7'];
test.use({ ...touch, viewport: { width: 390, height: 844 }, locale: 'en-US' });

test('on a phone one pane is seen at a time, and the back gesture leads out', async ({ inbox, customer, simulator }) => {
  const { page } = inbox;
  await simulator.write(customer.id, 'Hola desde el celular');
  await inbox.row(customer.name).tap();
  await expect(inbox.thread(customer.name)).toBeVisible();
  await expect(inbox.row(customer.name)).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeHidden();

  await page.getByRole('button', { name: 'Show details' }).tap();
  await expect(page.getByRole('main', { name: `Details of ${customer.name}` })).toBeVisible();
  await expect(inbox.thread(customer.name)).toBeHidden();

  await page.goBack();
  await expect(inbox.thread(customer.name)).toBeVisible();
  await page.goBack();
  await expect(inbox.row(customer.name)).toBeVisible();
  await expect(inbox.thread(customer.name)).toHaveCount(0);

  await inbox.row(customer.name).tap();
  await page.getByRole('button', { name: 'Back' }).tap();
  await expect(inbox.row(customer.name)).toBeVisible();
});

test('on a phone nothing is wider than the screen and targets are large enough', async ({ inbox, customer, simulator }) => {
  const { page } = inbox;
  await simulator.write(customer.id, `Una palabra ${'larguísima'.repeat(30)}`);
  await inbox.row(customer.name).tap();
  await expect(inbox.bubble('larguísima')).toBeVisible();
  const { wide, small } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > innerWidth,
    small: [...document.querySelectorAll('button, a')].filter((node) => {
      const { width, height } = node.getBoundingClientRect();
      return width > 0 && (width < 24 || height < 24);
    }).length,
  }));
  expect(wide).toBe(false);
  expect(small).toBe(0);
});

test('a reply is written and sent with a thumb', async ({ inbox, customer, simulator }) => {
  await simulator.write(customer.id, 'Hola');
  await inbox.row(customer.name).tap();
  await inbox.composer(customer.name).fill('Enviada con el pulgar');
  await inbox.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(inbox.ticks('Enviada con el pulgar')).toHaveAttribute('data-status', 'delivered');
});
