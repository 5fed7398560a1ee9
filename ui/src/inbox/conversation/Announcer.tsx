import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Line } from '../select';

// Reads a customer's message aloud when it arrives while the conversation is open.
export function Announcer({ name, lines }: { name: string; lines: readonly Line[] }) {
  const { t } = useTranslation();
  const newest = lines.findLast((line) => line.message.direction === 'inbound')?.message;
  const known = useRef(newest?.id);
  const [text, set_text] = useState('');
  useEffect(() => {
    if (!newest || newest.id === known.current) return;
    known.current = newest.id;
    set_text(t('conversation.announce', { name, text: newest.text || t(`type.${newest.type}`) }));
  }, [newest, name, t]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
