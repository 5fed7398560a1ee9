import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { customers_query, put_customer } from '@/api/sandbox';
import { Button } from '@/shared/Button';
import { Field } from '@/shared/Field';
import { Modal } from '@/shared/Modal';
import { plain } from '@/shared/plain';

interface AddCustomerProps {
  onAdded: (id: string) => void;
  quiet?: boolean;
}

export function AddCustomer({ onAdded, quiet = false }: AddCustomerProps) {
  const { t } = useTranslation();
  const [open, set_open] = useState(false);
  return (
    <>
      <Button look={quiet ? 'quiet' : 'primary'} className="shrink-0 max-md:h-10" onClick={() => set_open(true)}>
        <Plus aria-hidden className="size-4" />
        {t('sandbox.add')}
      </Button>
      <Modal title={t('sandbox.add')} open={open} onClose={() => set_open(false)}>
        <CustomerForm
          onAdded={(id) => {
            set_open(false);
            onAdded(id);
          }}
        />
      </Modal>
    </>
  );
}

const phone_form = /^\d{8,15}$/;

function CustomerForm({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, set_name] = useState('');
  const [phone, set_phone] = useState('');
  const [tried, set_tried] = useState(false);
  const digits = phone.replace(/\D/g, '');
  const wrong = { name: !name.trim(), phone: !phone_form.test(digits) };
  const add = useMutation({
    mutationFn: async () => {
      const id = `${plain(name.trim()).replace(/[^a-z0-9]+/g, '_')}_${digits}`;
      await put_customer(id, { name: name.trim(), phone: digits });
      await queries.invalidateQueries({ queryKey: customers_query.queryKey });
      return id;
    },
    onSuccess: onAdded,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set_tried(true);
    if (!wrong.name && !wrong.phone) add.mutate();
  };
  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4 text-left">
      {add.error && (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
          {t('sandbox.failed')}
        </p>
      )}
      <Field label={t('sandbox.name')} problem={tried && wrong.name && t('sandbox.name_missing')}>
        {(field) => <input {...field} value={name} onChange={(event) => set_name(event.target.value)} autoComplete="off" maxLength={80} />}
      </Field>
      <Field label={t('sandbox.phone')} hint={t('sandbox.phone_hint')} problem={tried && wrong.phone && t('sandbox.phone_invalid')}>
        {(field) => (
          <input {...field} value={phone} onChange={(event) => set_phone(event.target.value)} inputMode="tel" autoComplete="off" maxLength={24} />
        )}
      </Field>
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={add.isPending}>
          {t('sandbox.save')}
        </Button>
      </div>
    </form>
  );
}
