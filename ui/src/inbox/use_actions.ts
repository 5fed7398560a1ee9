// What a person does with a conversation, with a way back for five seconds and the reason when it is refused.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

import { worth_retrying } from '@/api/problem';
import { people_query } from '@/api/session';
import type { Conversation } from '@/api/types';
import { note } from '@/shared/toasts';

import { assign_to, set_open } from './edits';
import { reason_of } from './outbox';
import { current } from './store';

export interface Actions {
  assign(conversation: Conversation, person: string | null): void;
  set_open(conversation: Conversation, open: boolean): void;
}

export function use_actions(): Actions {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMemo(() => {
    const refused = (error: unknown) => {
      const reason = reason_of(error);
      const detail = worth_retrying(error) ? t('error.unreachable') : [reason.message, reason.next_step].filter(Boolean).join(' ');
      note(t('conversation.edit_refused'), { kind: 'problem', detail });
    };
    const undo = (run: () => Promise<void>) => ({ label: t('common.undo'), run: () => void run().catch(refused) });
    const assigned_text = (person: string | null) => {
      if (person === null) return t('conversation.unassigned_toast');
      if (person === current().me) return t('conversation.assigned_me_toast');
      const name = queries.getQueryData(people_query.queryKey)?.find((each) => each.id === person)?.name;
      return t('conversation.assigned_toast', { name: name ?? t('conversation.somebody') });
    };
    return {
      assign({ id, assignee_id }, person) {
        if (assignee_id === person) return;
        note(assigned_text(person), { action: undo(() => assign_to(id, assignee_id)) });
        assign_to(id, person).catch(refused);
      },
      set_open({ id }, open) {
        const text = open ? t('conversation.reopened_toast') : t('conversation.closed_toast');
        note(text, { action: undo(() => set_open(id, !open)) });
        set_open(id, open).catch(refused);
      },
    };
  }, [t, queries]);
}
