import { useTranslation } from 'react-i18next';

// The channel's mark, the only place of WhatsApp's green.
export function WhatsAppBadge() {
  const { t } = useTranslation();
  return (
    <span className="absolute -right-0.5 -bottom-0.5 rounded-full bg-surface p-[2px]">
      <svg viewBox="0 0 16 16" className="size-3.5 text-whatsapp" role="img" aria-label={t('common.whatsapp')}>
        <circle cx="8" cy="8" r="8" fill="currentColor" />
        <path
          fill="#fff"
          d="M8 3.1a4.9 4.9 0 0 0-4.2 7.4l-.6 2.3 2.4-.6A4.9 4.9 0 1 0 8 3.1m2.5 6.9c-.3.3-1 .6-1.6.4-1.5-.4-2.9-1.5-3.4-2.9-.2-.6 0-1.2.3-1.5.2-.2.5-.2.7.1l.5 1c.1.2 0 .4-.3.7.3.7.9 1.2 1.7 1.5.3-.4.5-.5.7-.4l1 .5c.3.1.4.4.4.6"
        />
      </svg>
    </span>
  );
}
