import { ExternalLink, ListChecks, MapPinned, Reply } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Message } from '@/api/types';

import { type_icon } from '../../type_icon';
import { Files } from './Files';

const choice = 'flex min-h-8 items-center justify-center gap-1.5 rounded-md border border-line bg-surface px-3 py-1 text-center text-sm font-medium text-accent';

// What we offered the customer to press, as it stands on the phone.
export function Interactive({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { content, text } = message;
  return (
    <div className="w-72 max-w-full">
      {content?.header && <p className="wrap-text pb-0.5 text-sm font-semibold">{content.header}</p>}
      {content?.media && <Files message={message} />}
      <p className="wrap-text">{text}</p>
      {content?.footer && <p className="wrap-text pt-0.5 text-xs text-ink-soft">{content.footer}</p>}
      <ul className="space-y-1 pt-2 pb-1">
        {content?.buttons?.map(({ id, title }) => (
          <li key={id} className={choice}>
            <Reply aria-hidden className="size-3.5" />
            {title}
          </li>
        ))}
        {content?.link && (
          <li className={choice} title={content.link.url}>
            <ExternalLink aria-hidden className="size-3.5" />
            {content.link.text}
          </li>
        )}
        {message.type === 'location_request' && (
          <li className={choice}>
            <MapPinned aria-hidden className="size-3.5" />
            {t('message.send_location')}
          </li>
        )}
        {content?.list && <OfferedList list={content.list} />}
      </ul>
    </div>
  );
}

function OfferedList({ list }: { list: NonNullable<NonNullable<Message['content']>['list']> }) {
  return (
    <li>
      <details>
        <summary className={`${choice} cursor-pointer`}>
          <ListChecks aria-hidden className="size-3.5" />
          {list.button}
        </summary>
        {list.sections.map((section, at) => (
          <div key={at} className="pt-1.5">
            {section.title && <p className="text-xs font-semibold text-ink-soft">{section.title}</p>}
            {section.rows.map((row) => (
              <p key={row.id} className="border-b border-line py-1 text-sm">
                {row.title}
                {row.description && <span className="block text-xs text-ink-soft">{row.description}</span>}
              </p>
            ))}
          </div>
        ))}
      </details>
    </li>
  );
}

// What the customer pressed or filled in.
export function PressedReply({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { content, text, type } = message;
  const Icon = type === 'text' ? Reply : type_icon[type];
  const answers = Object.entries(content?.flow?.answers ?? {}).filter(([name]) => name !== 'flow_token');
  const permission = content?.call_permission?.response;
  return (
    <div className="max-w-full">
      <p className="flex items-center gap-1 text-2xs font-medium text-ink-faint">
        <Icon aria-hidden className="size-3.5" />
        {t(`type.${type}`)}
      </p>
      {text && <p className="wrap-text font-medium">{text}</p>}
      {content?.reply?.description && <p className="wrap-text text-xs text-ink-soft">{content.reply.description}</p>}
      {permission && <p className="font-medium">{permission === 'accept' ? t('message.call_accepted') : t('message.call_rejected')}</p>}
      {answers.length > 0 && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pt-1 text-sm">
          {answers.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{name.replaceAll('_', ' ')}</dt>
              <dd className="wrap-text">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
