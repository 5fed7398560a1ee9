import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FormProps } from './AttachDialog';
import { AddButton, characters, Entry, FormFrame, Text } from './parts';

interface Row {
  title: string;
  description: string;
}

// One list of rows. Sections are for programs that write through the API.
export function ListForm({ limits, send }: FormProps) {
  const { t } = useTranslation();
  const [text, set_text] = useState('');
  const [button, set_button] = useState('');
  const [footer, set_footer] = useState('');
  const [rows, set_rows] = useState<Row[]>([{ title: '', description: '' }]);
  const ready =
    text.trim() !== '' &&
    characters(text) <= limits.list_body &&
    button.trim() !== '' &&
    characters(button) <= limits.list_button &&
    characters(footer) <= limits.footer &&
    rows.every((row) => row.title.trim() !== '' && characters(row.title) <= limits.row_title && characters(row.description) <= limits.row_description);
  const write = (at: number, change: Partial<Row>) => set_rows(rows.with(at, { ...rows[at]!, ...change }));
  const submit = () =>
    send({
      type: 'list',
      text: text.trim(),
      ...(footer.trim() && { footer: footer.trim() }),
      list: {
        button: button.trim(),
        sections: [
          {
            rows: rows.map(({ title, description }, at) => ({
              id: `row_${at + 1}`,
              title: title.trim(),
              ...(description.trim() && { description: description.trim() }),
            })),
          },
        ],
      },
    });
  return (
    <FormFrame ready={ready} submit={submit}>
      <Text label={t('attach.body')} value={text} change={set_text} most={limits.list_body} lines />
      <Text label={t('attach.list_button')} value={button} change={set_button} most={limits.list_button} />
      <Text label={t('attach.footer')} value={footer} change={set_footer} most={limits.footer} />
      {rows.map((row, at) => (
        <Entry key={at} name={t('attach.row', { number: at + 1 })} remove={rows.length > 1 ? () => set_rows(rows.toSpliced(at, 1)) : null}>
          <Text label={t('attach.row_title')} value={row.title} change={(title) => write(at, { title })} most={limits.row_title} />
          <Text label={t('attach.row_description')} value={row.description} change={(description) => write(at, { description })} most={limits.row_description} />
        </Entry>
      ))}
      {rows.length < limits.list_rows && <AddButton label={t('attach.add_row')} add={() => set_rows([...rows, { title: '', description: '' }])} />}
    </FormFrame>
  );
}
