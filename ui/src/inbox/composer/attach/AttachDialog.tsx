import { useTranslation } from 'react-i18next';

import type { Capabilities, Conversation, SendMessage } from '@/api/types';
import { Modal } from '@/shared/Modal';

import { answer_to, quoted_from, use_answering } from '../../answering';
import { queue_message } from '../../outbox';
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

interface AttachDialogProps {
  kind: Attachable;
  conversation: Conversation;
  limits: Capabilities['limits'];
  onClose: () => void;
}

export default function AttachDialog({ kind, conversation, limits, onClose }: AttachDialogProps) {
  const { t } = useTranslation();
  const answering = use_answering(conversation.id);
  const Form = forms[kind];
  const send = (body: SendMessage) => {
    queue_message(conversation.id, { ...body, ...(answering && { reply_to: answering.id }) }, answering && quoted_from(answering));
    answer_to(conversation.id, null);
    onClose();
  };
  return (
    <Modal title={t(`attach.${kind}`)} open onClose={onClose}>
      <Form limits={limits} send={send} />
    </Modal>
  );
}
