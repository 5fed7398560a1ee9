import { UserRound } from 'lucide-react';

import { avatar_background, initials } from './avatar_colour';
import { WhatsAppBadge } from './WhatsAppBadge';

interface AvatarProps {
  id: string;
  name: string | null;
  size?: 'sm' | 'md' | 'lg';
  badge?: boolean;
}

const sizes = { sm: 'size-6 text-2xs', md: 'size-10 text-sm', lg: 'size-16 text-xl' };

// The initials say nothing that the name beside them does not; hence hidden from screen readers.
export function Avatar({ id, name, size = 'md', badge = false }: AvatarProps) {
  const letters = initials(name);
  return (
    <span className="relative inline-flex shrink-0 self-center">
      <span
        aria-hidden
        className={`${sizes[size]} ${avatar_background(id)} inline-flex items-center justify-center rounded-full font-semibold text-avatar-ink select-none`}
      >
        {letters || <UserRound className="size-1/2" />}
      </span>
      {badge && <WhatsAppBadge />}
    </span>
  );
}
