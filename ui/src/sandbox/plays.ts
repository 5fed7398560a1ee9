// Everything a customer can do on the phone beside writing text, in the words of the provider's webhook.
import type { PhoneMessage, Played } from '@/api/sandbox';

import { video, voice } from './recordings';

export interface Play {
  name: PlayName;
  // What is sent; none when there is no message yet that it could be about.
  make: (messages: readonly PhoneMessage[], file: (mime: string, base64: string) => Promise<{ id: string; sha256: string }>) => Promise<Played | null>;
}

export type PlayName =
  | 'image' | 'video' | 'audio' | 'document' | 'sticker' | 'location' | 'contacts' | 'order' | 'button' | 'list' | 'flow' | 'reaction' | 'unreact'
  | 'edit' | 'revoke' | 'reply' | 'forwarded' | 'ad' | 'product' | 'unsupported' | 'number';

const own = (messages: readonly PhoneMessage[]) => messages.findLast((each) => each.direction === 'to_business' && each.type === 'text');
const theirs = (messages: readonly PhoneMessage[]) => messages.findLast((each) => each.direction === 'from_business' && each.type !== 'reaction');

const always = (played: Played): Play['make'] => () => Promise.resolve(played);
const about = (find: (messages: readonly PhoneMessage[]) => PhoneMessage | undefined, make: (message: PhoneMessage) => Played): Play['make'] => (messages) => {
  const found = find(messages);
  return Promise.resolve(found ? make(found) : null);
};

// A small picture drawn on the spot.
function drawing(mime: string): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 420];
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  const sky = pen.createLinearGradient(0, 0, 0, 420);
  sky.addColorStop(0, '#8fb8ff');
  sky.addColorStop(1, '#ffe1b8');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 420);
  pen.fillStyle = '#2f6d4f';
  pen.beginPath();
  pen.moveTo(0, 420);
  for (let x = 0; x <= 640; x += 8) pen.lineTo(x, 300 + 40 * Math.sin(x / 70));
  pen.lineTo(640, 420);
  pen.fill();
  pen.fillStyle = '#ffd34d';
  pen.beginPath();
  pen.arc(480, 120, 48, 0, Math.PI * 2);
  pen.fill();
  return canvas.toDataURL(mime).split(',')[1] ?? '';
}

const with_file =
  (type: string, mime: string, bytes: () => string, more: object = {}): Play['make'] =>
  async (_, file) => ({ type, content: { ...(await file(mime, bytes())), mime_type: mime, ...more } });

const pdf = btoa('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const plays: readonly Play[] = [
  { name: 'image', make: with_file('image', 'image/jpeg', () => drawing('image/jpeg'), { caption: 'Así llegó el paquete' }) },
  { name: 'video', make: with_file('video', 'video/mp4', () => video, { caption: 'Así se ve por dentro' }) },
  { name: 'audio', make: with_file('audio', 'audio/ogg; codecs=opus', () => voice, { voice: true }) },
  { name: 'document', make: with_file('document', 'application/pdf', () => pdf, { filename: 'factura-2041.pdf' }) },
  { name: 'sticker', make: with_file('sticker', 'image/webp', () => drawing('image/webp'), { animated: false }) },
  { name: 'location', make: always({ type: 'location', content: { latitude: 4.65113, longitude: -74.05543, name: 'Parque de la 93', address: 'Calle 93A #11A-31, Bogotá' } }) },
  {
    name: 'contacts',
    make: always({ type: 'contacts', content: [{ name: { formatted_name: 'Camila Rojas', first_name: 'Camila' }, phones: [{ phone: '+57 310 555 0199', type: 'CELL', wa_id: '573105550199' }] }] }),
  },
  {
    name: 'order',
    make: always({
      type: 'order',
      content: {
        catalog_id: '77',
        text: '¿Para el viernes?',
        product_items: [
          { product_retailer_id: 'CAFE-500', quantity: 2, item_price: 32000, currency: 'COP' },
          { product_retailer_id: 'FILTRO-V60', quantity: 1, item_price: 18500, currency: 'COP' },
        ],
      },
    }),
  },
  { name: 'button', make: (messages) => Promise.resolve({ type: 'interactive', content: { type: 'button_reply', button_reply: first_button(theirs(messages)) }, context_id: theirs(messages)?.id }) },
  {
    name: 'list',
    make: always({ type: 'interactive', content: { type: 'list_reply', list_reply: { id: 'row_1', title: 'Cambiar la dirección', description: 'Antes de que salga el envío' } } }),
  },
  {
    name: 'flow',
    make: always({
      type: 'interactive',
      content: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Enviado', response_json: '{"flow_token":"t1","fecha":"2026-12-04","personas":"4"}' } },
    }),
  },
  { name: 'reaction', make: about((all) => theirs(all) ?? own(all), ({ id }) => ({ type: 'reaction', content: { message_id: id, emoji: '❤️' } })) },
  { name: 'unreact', make: about((all) => theirs(all) ?? own(all), ({ id }) => ({ type: 'reaction', content: { message_id: id, emoji: '' } })) },
  {
    name: 'edit',
    make: about(own, ({ id, text }) => ({ type: 'edit', content: { original_message_id: id, message: { type: 'text', text: { body: `${text} (corregido)` } } } })),
  },
  { name: 'revoke', make: about(own, ({ id }) => ({ type: 'revoke', content: { original_message_id: id } })) },
  { name: 'reply', make: about((all) => theirs(all) ?? own(all), ({ id }) => ({ type: 'text', text: 'Sobre esto: sí, por favor', context_id: id })) },
  { name: 'forwarded', make: always({ type: 'text', text: 'Promoción: 20 % hasta el domingo', extra: { context: { forwarded: true } } }) },
  {
    name: 'ad',
    make: always({
      type: 'text',
      text: '¡Hola! Quiero más información',
      extra: { referral: { source_url: 'https://fb.me/1a2b3c', source_id: '120', source_type: 'ad', headline: 'Café de origen a tu puerta', body: 'Suscríbete y recibe cada mes', media_type: 'image' } },
    }),
  },
  { name: 'product', make: always({ type: 'text', text: '¿Este lo tienen en grano?', extra: { context: { referred_product: { catalog_id: '77', product_retailer_id: 'CAFE-500' } } } }) },
  { name: 'unsupported', make: always({ type: 'unsupported', content: { type: 'poll' }, extra: { errors: [{ code: 131051, title: 'Message type unknown', error_data: { details: 'Message type is currently not supported.' } }] } }) },
  { name: 'number', make: always({ type: 'system', content: { type: 'user_changed_number', body: '', wa_id: '573205550177' } }) },
];

// Twilio's webhooks have no words for the rest.
const at_twilio: readonly PlayName[] = ['image', 'video', 'audio', 'document', 'sticker', 'location', 'button', 'list', 'flow', 'reply'];

export const plays_at = (provider: string): readonly Play[] => (provider === 'twilio' ? plays.filter(({ name }) => at_twilio.includes(name)) : plays);

function first_button(message: PhoneMessage | undefined): { id: string; title: string } {
  const action = (message?.content as { action?: { buttons?: { reply: { id: string; title: string } }[] } } | undefined)?.action;
  return action?.buttons?.[0]?.reply ?? { id: 'yes', title: 'Sí, confirmo' };
}
