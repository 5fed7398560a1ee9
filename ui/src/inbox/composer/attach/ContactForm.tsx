import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FormProps } from './AttachDialog';
import { FormFrame, Text } from './parts';

export function ContactForm({ send }: FormProps) {
  const { t } = useTranslation();
  const [name, set_name] = useState('');
  const [phone, set_phone] = useState('');
  const [email, set_email] = useState('');
  const [company, set_company] = useState('');
  const digits = phone.replace(/\D/g, '');
  const ready = name.trim() !== '' && (digits.length >= 6 || email.includes('@'));
  const submit = () => {
    const card = {
      name: name.trim(),
      ...(company.trim() && { company: company.trim() }),
      // With its country code WhatsApp offers to write to it at once.
      phones: digits ? [{ phone: phone.trim(), type: 'CELL', ...(phone.trim().startsWith('+') && { wa_id: digits }) }] : [],
      ...(email.trim() && { emails: [email.trim()] }),
    };
    send({ type: 'contacts', contacts: [card] });
  };
  return (
    <FormFrame ready={ready} submit={submit}>
      <Text label={t('attach.contact_name')} value={name} change={set_name} most={200} />
      <Text label={t('attach.contact_phone')} value={phone} change={set_phone} hint={t('attach.contact_phone_hint')} />
      <Text label={t('attach.contact_email')} value={email} change={set_email} />
      <Text label={t('attach.contact_company')} value={company} change={set_company} />
    </FormFrame>
  );
}
