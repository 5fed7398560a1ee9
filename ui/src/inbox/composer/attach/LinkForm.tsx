import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FormProps } from './AttachDialog';
import { characters, FormFrame, Text } from './parts';

export function LinkForm({ limits, send }: FormProps) {
  const { t } = useTranslation();
  const [text, set_text] = useState('');
  const [title, set_title] = useState('');
  const [url, set_url] = useState('');
  const address = url.trim();
  const ready =
    text.trim() !== '' && characters(text) <= limits.body && title.trim() !== '' && characters(title) <= limits.link_text && /^https?:\/\/\S+\.\S+/.test(address);
  return (
    <FormFrame ready={ready} submit={() => send({ type: 'cta_url', text: text.trim(), link: { text: title.trim(), url: address } })}>
      <Text label={t('attach.body')} value={text} change={set_text} most={limits.body} lines />
      <Text label={t('attach.link_text')} value={title} change={set_title} most={limits.link_text} />
      <Text label={t('attach.link_url')} value={url} change={set_url} hint={t('attach.link_url_hint')} />
    </FormFrame>
  );
}
