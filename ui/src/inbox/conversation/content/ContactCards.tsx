import { Mail } from 'lucide-react';

import type { ContactCard } from '@/api/types';
import { Avatar } from '@/shared/Avatar';

export function ContactCards({ contacts }: { contacts: readonly ContactCard[] }) {
  return (
    <ul className="w-64 max-w-full divide-y divide-line">
      {contacts.map((card, at) => (
        <li key={at} className="flex items-start gap-2.5 py-1.5">
          <Avatar id={card.phones?.[0]?.phone ?? card.name} name={card.name} size="md" />
          <div className="min-w-0 text-sm">
            <p className="wrap-text font-semibold">{card.name}</p>
            {card.company && <p className="wrap-text text-xs text-ink-soft">{card.company}</p>}
            {card.phones?.map(({ phone }) => (
              <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="tabular block text-accent hover:underline">
                {phone}
              </a>
            ))}
            {card.emails?.map((email) => (
              <p key={email} className="flex items-center gap-1 text-xs text-ink-soft">
                <Mail aria-hidden className="size-3" />
                {email}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
