import { useTranslation } from 'react-i18next';

import type { PhoneMessage } from '@/api/sandbox';
import { type_icon } from '@/inbox/type_icon';
import type { MessageType } from '@/api/types';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const word = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fields) : []);

const known = (type: string): type is Exclude<MessageType, 'text'> => type in type_icon;

// What a message looks like on the customer's phone, read from the provider's own words.
export function PhoneBody({ message, quoted }: { message: PhoneMessage; quoted: PhoneMessage | undefined }) {
  const content = fields(message.content);
  return (
    <>
      {quoted && (
        <span className="mb-1 block truncate rounded-sm border-l-3 border-accent bg-canvas/60 px-2 py-0.5 text-xs text-ink-soft">{quoted.text || quoted.type}</span>
      )}
      {message.type === 'interactive' ? <Interactive content={content} text={message.text} /> : <Plain message={message} content={content} />}
    </>
  );
}

function Plain({ message, content }: { message: PhoneMessage; content: Fields }) {
  const { t } = useTranslation();
  if (message.type === 'text') return <span className="wrap-text">{message.text}</span>;
  if (message.type === 'reaction') return <span className="text-lg">{word(content.emoji) || '–'}</span>;
  const Icon = known(message.type) ? type_icon[message.type] : null;
  const name = word(content.filename) || word(content.name) || word(content.text) || (known(message.type) ? t(`type.${message.type}`) : message.type);
  const cards = message.type === 'contacts' && Array.isArray(message.content) ? list(message.content) : [];
  return (
    <>
      <span className="flex items-center gap-1.5 font-medium">
        {Icon && <Icon aria-hidden className="size-4 shrink-0 text-accent" />}
        {cards.length ? cards.map((card) => word(fields(card.name).formatted_name)).join(', ') : name}
      </span>
      {message.type === 'location' && <span className="tabular block text-xs text-ink-soft">{`${word(content.latitude)}, ${word(content.longitude)}`}</span>}
      {message.text && message.text !== name && !cards.length && <span className="wrap-text">{message.text}</span>}
    </>
  );
}

const row = 'block rounded-md border border-line bg-surface px-2 py-1 text-center text-xs font-medium text-accent';

function Interactive({ content, text }: { content: Fields; text: string }) {
  const { t } = useTranslation();
  const action = fields(content.action);
  const parameters = fields(action.parameters);
  const reply = fields(content.button_reply ?? content.list_reply ?? content.nfm_reply);
  if (word(reply.title) || word(reply.body)) return <span className="wrap-text font-medium">{word(reply.title) || word(reply.body)}</span>;
  return (
    <>
      {word(fields(content.header).text) && <span className="block font-semibold">{word(fields(content.header).text)}</span>}
      <span className="wrap-text block">{text}</span>
      {word(fields(content.footer).text) && <span className="block text-xs text-ink-soft">{word(fields(content.footer).text)}</span>}
      <span className="mt-1.5 block space-y-1">
        {list(action.buttons).map((button) => {
          const { id, title } = fields(button.reply);
          return <span key={word(id)} className={row}>{word(title)}</span>;
        })}
        {word(action.button) && <span className={row}>{word(action.button)}</span>}
        {list(action.sections).flatMap((section) => list(section.rows)).map((each) => (
          <span key={word(each.id)} className="block text-xs">{`• ${word(each.title)}`}</span>
        ))}
        {word(parameters.display_text) && <span className={row}>{word(parameters.display_text)}</span>}
        {action.name === 'send_location' && <span className={row}>{t('message.send_location')}</span>}
      </span>
    </>
  );
}
