import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const FullPicture = lazy(() => import('./FullPicture'));

interface PictureProps {
  url: string;
  thumbnail: string;
  width: number | null | undefined;
  height: number | null | undefined;
  label: string;
}

const widest = 288;
const tallest = 320;

// A small picture that opens full size. Its room is kept before it is here, so that the thread does not jump.
export function Picture({ url, thumbnail, width, height, label }: PictureProps) {
  const { t } = useTranslation();
  const [open, set_open] = useState(false);
  const scale = width && height ? Math.min(1, widest / width, tallest / height) : 1;
  const size = width && height ? { width: Math.max(80, width * scale), height: height * scale } : { width: widest, height: 192 };
  return (
    <>
      <button type="button" aria-label={t('message.open_picture')} onClick={() => set_open(true)} className="my-0.5 block max-w-full overflow-hidden rounded-md">
        <img src={thumbnail} alt={label} loading="lazy" {...size} className="max-w-full bg-pressed object-cover" />
      </button>
      {open && (
        <Suspense fallback={null}>
          <FullPicture url={url} label={label} onClose={() => set_open(false)} />
        </Suspense>
      )}
    </>
  );
}
