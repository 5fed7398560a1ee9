import { useTranslation } from 'react-i18next';

import type { Capabilities, SendMessage } from '@/api/types';
import { Modal } from '@/shared/Modal';

import type { Attachable } from './AttachMenu';
import { ButtonsForm } from './ButtonsForm';
import { ContactForm } from './ContactForm';
import { LinkForm } from './LinkForm';
import { ListForm } from './ListForm';
import { LocationForm } from './LocationForm';
import { LocationRequestForm } from './LocationRequestForm';

export interface FormProps {
  limits: Capabilities['limits'];
  send: (body: SendMessage) => void;
}

const forms = {
  location: LocationForm,
  contacts: ContactForm,
  buttons: ButtonsForm,
  list: ListForm,
  cta_url: LinkForm,
  location_request: LocationRequestForm,
};

interface AttachDialogProps extends FormProps {
  kind: Attachable;
  onClose: () => void;
}

export default function AttachDialog({ kind, limits, send, onClose }: AttachDialogProps) {
  const { t } = useTranslation();
  const Form = forms[kind];
  return (
    <Modal title={t(`attach.${kind}`)} open onClose={onClose}>
      <Form limits={limits} send={send} />
    </Modal>
  );
}
