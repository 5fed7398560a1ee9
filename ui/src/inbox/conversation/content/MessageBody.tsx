import { ExternalLink, Forward, Megaphone, Package } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Contact, Message } from '@/api/types';

import { ContactCards } from './ContactCards';
import { Files } from './Files';
import { Interactive, PressedReply } from './Interactive';
import { LocationCard } from './LocationCard';
import { OrderTable } from './OrderTable';
import { Quote } from './Quote';
import { Stub } from './Stub';

interface MessageBodyProps {
  message: Message;
  contact: Contact;
}

// Everything inside a bubble but its time: where it came from, what it answers, and what it says.
export function MessageBody({ message, contact }: MessageBodyProps) {
  const { t } = useTranslation();
  const { content } = message;
  if (message.deleted_at) return <p className="inline text-ink-faint italic">{t('message.deleted')}</p>;
  return (
    <>
      {content?.forwarded && (
        <p className="flex items-center gap-1 pb-0.5 text-xs text-ink-faint italic">
          <Forward aria-hidden className="size-3.5" />
          {content.forwarded === 'often' ? t('message.forwarded_often') : t('message.forwarded')}
        </p>
      )}
      {content?.referral && <Referral referral={content.referral} />}
      {content?.product && (
        <p className="mb-1 flex items-center gap-1.5 rounded-md bg-canvas/60 px-2 py-1 text-xs text-ink-soft">
          <Package aria-hidden className="size-3.5 shrink-0" />
          {t('message.about_product', { sku: content.product.sku ?? '?' })}
        </p>
      )}
      {message.quoted && <Quote quoted={message.quoted} contact={contact} conversation_id={message.conversation_id} />}
      <What message={message} />
    </>
  );
}

const shows_text_itself = new Set(['button_reply', 'list_reply', 'buttons', 'list', 'cta_url', 'location_request', 'flow_reply']);

function What({ message }: { message: Message }) {
  const { content, type, text } = message;
  return (
    <>
      <Shape message={message} />
      {text && type !== 'text' && !shows_text_itself.has(type) && <p className="wrap-text inline">{text}</p>}
      {content?.order?.text && <p className="wrap-text pt-1">{content.order.text}</p>}
    </>
  );
}

function Shape({ message }: { message: Message }) {
  const { content, type, text } = message;
  switch (type) {
    case 'text':
      return <p className="wrap-text inline">{text}</p>;
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return <Files message={message} />;
    case 'location':
      return content?.location ? <LocationCard location={content.location} /> : <Stub message={message} />;
    case 'contacts':
      return content?.contacts ? <ContactCards contacts={content.contacts} /> : <Stub message={message} />;
    case 'order':
      return content?.order ? <OrderTable order={content.order} /> : <Stub message={message} />;
    case 'button_reply':
    case 'list_reply':
    case 'flow_reply':
    case 'call_permission_reply':
      return <PressedReply message={message} />;
    case 'buttons':
    case 'list':
    case 'cta_url':
    case 'location_request':
      return <Interactive message={message} />;
    default:
      return <Stub message={message} />;
  }
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

// The advertisement or post that brought the customer. Its picture is not loaded: that would tell a third party.
function Referral({ referral }: { referral: Record<string, unknown> }) {
  const { t } = useTranslation();
  const url = word(referral.source_url);
  return (
    <div className="mb-1 rounded-md bg-canvas/60 px-2.5 py-1.5">
      <p className="flex items-center gap-1.5 text-2xs font-medium text-ink-faint">
        <Megaphone aria-hidden className="size-3.5" />
        {referral.source_type === 'post' ? t('message.from_post') : t('message.from_ad')}
      </p>
      {word(referral.headline) && <p className="wrap-text text-sm font-semibold">{word(referral.headline)}</p>}
      {word(referral.body) && <p className="wrap-text line-clamp-3 text-xs text-ink-soft">{word(referral.body)}</p>}
      {/^https?:\/\//.test(url) && (
        <a href={url} target="_blank" rel="noreferrer noopener" className="inline-flex items-center gap-1 text-xs font-medium text-accent hover:underline">
          {t('message.open_link')}
          <ExternalLink aria-hidden className="size-3" />
        </a>
      )}
    </div>
  );
}
