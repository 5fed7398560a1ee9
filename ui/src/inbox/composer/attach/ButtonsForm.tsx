import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FormProps } from './AttachDialog';
import { AddButton, characters, Entry, FormFrame, Text } from './parts';

export function ButtonsForm({ limits, send }: FormProps) {
  const { t } = useTranslation();
  const [header, set_header] = useState('');
  const [text, set_text] = useState('');
  const [footer, set_footer] = useState('');
  const [titles, set_titles] = useState(['']);
  const written = titles.map((title) => title.trim());
  const alike = new Set(written).size < written.length;
  const ready =
    text.trim() !== '' &&
    characters(text) <= limits.body &&
    characters(header) <= limits.header &&
    characters(footer) <= limits.footer &&
    written.every((title) => title !== '' && characters(title) <= limits.button_title) &&
    !alike;
  const submit = () =>
    send({
      type: 'buttons',
      text: text.trim(),
      ...(header.trim() && { header: header.trim() }),
      ...(footer.trim() && { footer: footer.trim() }),
      buttons: written.map((title, at) => ({ id: `button_${at + 1}`, title })),
    });
  return (
    <FormFrame ready={ready} submit={submit}>
      <Text label={t('attach.header')} value={header} change={set_header} most={limits.header} />
      <Text label={t('attach.body')} value={text} change={set_text} most={limits.body} lines />
      <Text label={t('attach.footer')} value={footer} change={set_footer} most={limits.footer} />
      {titles.map((title, at) => (
        <Entry key={at} name={t('attach.button', { number: at + 1 })} remove={titles.length > 1 ? () => set_titles(titles.toSpliced(at, 1)) : null}>
          <Text label={t('attach.button_title')} value={title} change={(next) => set_titles(titles.with(at, next))} most={limits.button_title} />
        </Entry>
      ))}
      {alike && <p className="text-xs text-bad">{t('attach.alike')}</p>}
      {titles.length < limits.buttons && <AddButton label={t('attach.add_button')} add={() => set_titles([...titles, ''])} />}
    </FormFrame>
  );
}
