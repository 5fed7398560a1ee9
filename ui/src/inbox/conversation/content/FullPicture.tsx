import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Modal } from '@/shared/Modal';

export default function FullPicture({ url, label, onClose }: { url: string; label: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal title={t('type.image')} open onClose={onClose}>
      <img src={url} alt={label} className="mx-auto mt-3 max-h-[68dvh] max-w-full rounded-md object-contain" />
      <a href={url} download className="mt-3 inline-flex items-center gap-1.5 text-sm font-medium text-accent hover:underline">
        <Download aria-hidden className="size-4" />
        {t('message.download_picture')}
      </a>
    </Modal>
  );
}
