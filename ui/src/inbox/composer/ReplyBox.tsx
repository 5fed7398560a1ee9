import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { use_keys } from '@/shared/use_keys';
import { beyond_phone, use_media } from '@/shared/use_media';

import { answer_to, quoted_from, use_answering } from '../answering';
import { read_draft, write_draft } from '../drafts';
import { name_of } from '../naming';
import { queue_message } from '../outbox';
import { use_connection } from '../use_people';
import { AnsweringTo } from './AnsweringTo';
import { AttachMenu } from './attach/AttachMenu';
import { CharacterCount, longest_text } from './CharacterCount';
import { EmojiButton } from './EmojiButton';
import { use_auto_height } from './use_auto_height';

export function ReplyBox({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { id, contact } = conversation;
  const [text, set_text] = useState(() => read_draft(id));
  const input = useRef<HTMLTextAreaElement>(null);
  const beside = use_media(beyond_phone);
  use_auto_height(input, text);
  use_keys({ r: () => input.current?.focus() });
  // Ready to write at once where that does not bring up a keyboard over half the screen.
  useEffect(() => {
    if (beside && document.activeElement === document.body) input.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const answering = use_answering(id);
  const can = use_connection(conversation.connection_id)?.capabilities;
  const [file, set_file] = useState<File | null>(null); // pasted, dropped or picked
  const most = can?.limits.text ?? longest_text;
  const take_file = (from: DataTransfer | null): boolean => {
    const found = from?.files[0];
    if (!found || !can?.types.includes('document')) return false;
    set_file(found);
    return true;
  };
  useEffect(() => {
    if (answering) input.current?.focus();
  }, [answering]);

  const length = [...text].length;
  const sendable = text.trim() !== '' && length <= most;
  const change = (next: string) => {
    set_text(next);
    write_draft(id, next);
  };
  const send = () => {
    if (!sendable) return;
    queue_message(id, { type: 'text', text: text.trim(), ...(answering && { reply_to: answering.id }) }, answering && quoted_from(answering));
    answer_to(id, null);
    change('');
  };
  const insert = (emoji: string) => {
    const node = input.current;
    const [from, to] = node ? [node.selectionStart, node.selectionEnd] : [text.length, text.length];
    change(text.slice(0, from) + emoji + text.slice(to));
    requestAnimationFrame(() => {
      node?.focus();
      node?.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  };
  const on_key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape' && answering) answer_to(id, null);
    else if (event.key === 'Escape') leave_to_list(id);
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <>
      {answering && <AnsweringTo conversation={conversation} message={answering} />}
      <div className="flex items-end gap-1 p-1.5">
        {can && <AttachMenu conversation={conversation} can={can} file={file} set_file={set_file} />}
        <EmojiButton insert={insert} />
      <textarea
        ref={input}
        rows={1}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={on_key}
        onPaste={(event) => take_file(event.clipboardData) && event.preventDefault()}
        onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
        onDrop={(event) => take_file(event.dataTransfer) && event.preventDefault()}
        aria-label={t('composer.label', { name: name_of(contact) })}
        placeholder={t('composer.placeholder')}
        enterKeyHint="send"
        className="max-h-48 min-h-8 min-w-0 flex-1 resize-none bg-transparent px-1.5 py-[0.3rem] text-base outline-none max-md:min-h-10 max-md:py-2 max-md:text-lg"
      />
      <CharacterCount length={length} most={most} />
      <button
        type="button"
        onClick={send}
        disabled={!sendable}
        aria-label={t('composer.send')}
        title={t('composer.hint')}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-pressed disabled:text-ink-faint max-md:size-10"
      >
        <SendHorizontal aria-hidden className="size-4" />
      </button>
      </div>
    </>
  );
}

// Escape leaves the writing: to the row of this conversation in the list, from where j and k go on.
function leave_to_list(id: string): void {
  const row = document.querySelector<HTMLElement>(`a[data-conversation="${id}"]`);
  if (row && row.offsetParent !== null) row.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

