import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Inbox, Smartphone, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { sandbox_query } from '@/api/sandbox';
import type { Session } from '@/api/types';
import { Hint } from '@/shared/Hint';
import { beyond_phone, use_media } from '@/shared/use_media';

import { AccountMenu } from './AccountMenu';
import { Logo } from './Logo';

interface RoomProps {
  to: '/inbox' | '/sandbox';
  icon: LucideIcon;
  name: string;
}

function Room({ to, icon: Icon, name }: RoomProps) {
  const beside = use_media(beyond_phone);
  const link = (
    <Link
      to={to}
      activeOptions={{ exact: false, includeSearch: false }}
      className="flex h-12 min-w-16 flex-col items-center justify-center gap-0.5 rounded-lg text-2xs font-medium text-ink-faint transition-colors hover:bg-hover hover:text-ink md:size-10 md:min-w-0 aria-[current=page]:text-accent md:aria-[current=page]:bg-accent-soft"
    >
      <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      <span className="md:sr-only">{name}</span>
    </Link>
  );
  return beside ? <Hint text={name} side="right">{link}</Hint> : link;
}

// The rooms: a column on the left, a bar at the bottom on a phone (hidden there while a conversation is open).
export function Rail({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { data: sandbox } = useQuery(sandbox_query);
  const { conversation_id } = useParams({ strict: false });
  return (
    <nav
      aria-label={t('nav.label')}
      className={`pad-safe-bottom flex shrink-0 items-center border-line bg-canvas max-md:justify-around max-md:border-t md:w-14 md:flex-col md:gap-1 md:border-r md:py-3 ${conversation_id ? 'max-md:hidden' : ''}`}
    >
      <Logo className="mb-3 size-8 max-md:hidden" />
      <Room to="/inbox" icon={Inbox} name={t('nav.inbox')} />
      {sandbox?.enabled && <Room to="/sandbox" icon={Smartphone} name={t('nav.sandbox')} />}
      <span className="md:flex-1" />
      <AccountMenu session={session} />
    </nav>
  );
}
