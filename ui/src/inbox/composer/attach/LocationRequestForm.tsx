import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FormProps } from './AttachDialog';
import { characters, FormFrame, Text } from './parts';

export function LocationRequestForm({ limits, send }: FormProps) {
  const { t } = useTranslation();
  const [text, set_text] = useState('');
  const ready = text.trim() !== '' && characters(text) <= limits.body;
  return (
    <FormFrame ready={ready} submit={() => send({ type: 'location_request', text: text.trim() })}>
      <Text label={t('attach.body')} value={text} change={set_text} most={limits.body} hint={t('attach.location_request_hint')} lines />
    </FormFrame>
  );
}
