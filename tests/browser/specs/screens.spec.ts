// Every screen in light and dark, on a laptop and on a phone, in three languages: axe finds nothing, nobody's content
// policy is broken, and a picture of each is left in build/screenshots.
import { fileURLToPath } from 'node:url';

import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

import en from '../../../ui/src/i18n/en.json' with { type: 'json' };
import es from '../../../ui/src/i18n/es.json' with { type: 'json' };
import pt from '../../../ui/src/i18n/pt-BR.json' with { type: 'json' };
import { expect_accessible } from '../support/axe';
import { complaints_of, expect, test, watch } from '../support/test';

const pictures = fileURLToPath(new URL('../../../build/screenshots/', import.meta.url));

const looks: { name: string; words: typeof en; options: BrowserContextOptions }[] = [
  { name: 'laptop-light-en', words: en, options: { colorScheme: 'light', locale: 'en-US', viewport: { width: 1440, height: 900 } } },
  { name: 'laptop-dark-es', words: es, options: { colorScheme: 'dark', locale: 'es-CO', viewport: { width: 1440, height: 900 } } },
  { name: 'phone-light-es', words: es, options: { colorScheme: 'light', locale: 'es-CO', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { name: 'phone-dark-pt', words: pt, options: { colorScheme: 'dark', locale: 'pt-BR', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
];

const people = [
  ['s_joao', 'João Pereira', '5511987654321', ['Vocês entregam em Campinas?'], 1500],
  ['s_carla', 'Carla Mejía', '573209876543', ['Listo, ya pagué', 'Quedo atenta al envío. ¡Gracias!'], 4200],
  ['s_diego', 'Diego Fuentes', '56987654321', ['¿Siguen abiertos?'], 23.2 * 3600],
  ['s_pedro', 'Pedro Sánchez', '525512345678', ['No me funciona el enlace de pago, sale error'], 30 * 3600],
] as const;

// Nothing is anybody's, whatever ran before on the same program.
async function assign_nobody(browser: Browser, address: string, signed_in: BrowserContextOptions['storageState']): Promise<void> {
  const context = await browser.newContext({ storageState: signed_in });
  const mine = await context.request.get(`${address}/v1/conversations?assigned=me&limit=100`);
  for (const { id } of ((await mine.json()) as { items: { id: string }[] }).items) {
    const freed = await context.request.post(`${address}/v1/conversations/${id}/assign`, { data: { assignee_id: null }, headers: { origin: address } });
    expect(freed.ok(), await freed.text()).toBe(true);
  }
  await context.close();
}

test.beforeAll(async ({ browser, program, signed_in }) => {
  await assign_nobody(browser, program.address, signed_in);
  const { Simulator } = await import('../support/simulator');
  const simulator = new Simulator(program.simulator);
  for (const [id, name, phone, texts, ago_seconds] of people) {
    await simulator.add_customer(id, name, phone);
    for (const text of texts) await simulator.write(id, text, { ago_seconds });
  }
  await simulator.add_customer('s_ana', 'Ana Restrepo', '573104567890');
  const said = ['Hola, buenas tardes 👋', 'Hice un pedido el lunes y todavía no me llega. El número es 48213.', '¿Me pueden ayudar, por favor?'];
  for (const [at, text] of said.entries()) await simulator.write('s_ana', text, { ago_seconds: 600 - at * 60 });
});

// The menu of what can be sent beside text, and each dialog of it, with something written where that shows more.
async function shoot_attaching(page: Page, words: typeof en, shot: (page: Page, name: string) => Promise<void>): Promise<void> {
  const pick = async (name: string) => {
    await page.getByRole('button', { name: words.attach.label, exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await page.getByRole('button', { name: words.attach.label, exact: true }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(10);
  await shot(page, 'attach-menu');
  for (const form of ['location', 'contacts', 'buttons', 'list', 'cta_url', 'location_request'] as const) {
    if (form === 'location') await page.getByRole('menuitem', { name: words.attach.location, exact: true }).click();
    else await pick(words.attach[form]);
    const dialog = page.getByRole('dialog', { name: words.attach[form], exact: true });
    await expect(dialog.getByRole('textbox').first()).toBeVisible();
    await shot(page, `attach-${form}`);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  await pick(words.attach.voice);
  await expect(page.getByRole('dialog').getByRole('status')).toBeVisible();
  await shot(page, 'attach-voice');
  await page.keyboard.press('Escape');
  const chosen = page.waitForEvent('filechooser');
  await pick(words.attach.document);
  await (await chosen).setFiles({ name: 'precios.txt', mimeType: 'text/plain', buffer: Buffer.from('Huila: 32000') });
  await expect(page.getByRole('dialog', { name: words.attach.send_document })).toBeVisible();
  await shot(page, 'attach-document');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const look of looks) {
  test(`every screen, ${look.name}`, async ({ browser, program, signed_in, simulator }) => {
    test.setTimeout(300_000);
    const is_phone = Boolean(look.options.isMobile);
    const shot = async (page: Page, name: string) => {
      await page.screenshot({ path: `${pictures}${name}-${look.name}.png`, animations: 'disabled' });
      await expect_accessible(page, name);
    };

    const stranger = await browser.newContext(look.options);
    const door = await stranger.newPage();
    await door.goto(`${program.address}/sign-in`);
    await expect(door.locator('form')).toBeVisible();
    await door.locator('button[type=submit]').click();
    await shot(door, 'sign-in');
    await stranger.close();

    const context = await browser.newContext({ ...look.options, storageState: signed_in });
    const page = await context.newPage();
    watch(page);
    await page.goto(`${program.address}/inbox`);
    await expect(page.locator('a[data-conversation]').filter({ hasText: 'Ana Restrepo' })).toBeVisible();
    await shot(page, 'inbox');

    await page.locator('a[data-conversation]').filter({ hasText: 'Ana Restrepo' }).click();
    const box = page.locator('textarea');
    await simulator.faults({ sends: { kind: 'not_on_whatsapp', times: 1 } });
    await box.fill('Ya la ayudo');
    await box.press('Enter');
    await expect(page.locator('[data-status=failed]').last()).toBeVisible();
    await simulator.presence('s_ana', { reads_at_once: true });
    await box.fill('¡Hola Ana! Su pedido sale hoy y llega mañana antes de las 6 p. m.');
    await box.press('Enter');
    await expect(page.locator('[data-message] [data-status=read]').last()).toBeVisible();
    await shot(page, 'conversation');
    await shoot_attaching(page, look.words, shot);

    if (is_phone) {
      await page.locator('header button[aria-expanded]').last().click();
      await expect(page.locator('main dl').first()).toBeVisible();
      await shot(page, 'details');
      await page.goBack();
      await page.goBack();
    } else {
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await shot(page, 'keys');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox')).toBeVisible();
      await shot(page, 'commands');
      await page.keyboard.press('Escape');
    }

    await page.locator('a[data-conversation]').filter({ hasText: 'Pedro Sánchez' }).click();
    await expect(page.locator('[role=note]')).toBeVisible();
    await shot(page, 'window-closed');
    if (is_phone) await page.goBack();

    await page.locator('[role=search] input').fill('pedido');
    await expect(page.locator('mark').first()).toBeVisible();
    await shot(page, 'search');
    await page.locator('[role=search] input').fill('');

    await page.locator('button[aria-haspopup=menu]').nth(1).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await shot(page, 'filters');
    await page.keyboard.press('Escape');

    await page.goto(`${program.address}/inbox?tab=mine`);
    await expect(page.getByText(look.words.empty.mine_title)).toBeVisible();
    await shot(page, 'nothing-mine');

    await page.goto(`${program.address}/sandbox`);
    await page.locator('button[aria-pressed]').filter({ hasText: 'Ana Restrepo' }).click();
    await expect(page.locator('[data-phone-message]').last()).toBeVisible();
    await shot(page, 'sandbox');

    if (!is_phone) {
      await page.evaluate(() => localStorage.setItem('recado.dock', 'yes'));
      await page.goto(`${program.address}/inbox`);
      await page.locator('a[data-conversation]').filter({ hasText: 'Ana Restrepo' }).click();
      await expect(page.locator('[data-phone-message]').last()).toBeVisible();
      await shot(page, 'inbox-with-phone');
    }
    expect(complaints_of(page)).toEqual([]);
    await context.close();
  });
}

test('the first load of the inbox is 200 kB of JavaScript or less', async ({ browser, program, signed_in }) => {
  const context = await browser.newContext({ storageState: signed_in });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(`${program.address}/inbox`);
  await expect(page.locator('[data-connection=live]')).toBeVisible();
  expect(scripts.size).toBeGreaterThan(3);
  console.log(`      first load of the inbox: ${Math.round(bytes / 1000)} kB of JavaScript on the wire`);
  expect(bytes).toBeLessThanOrEqual(200_000);
  await context.close();
});
