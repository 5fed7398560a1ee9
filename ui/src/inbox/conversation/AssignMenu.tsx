import { ChevronDown, UserRoundPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Conversation } from '@/api/types';
import { Avatar } from '@/shared/Avatar';
import { Hint } from '@/shared/Hint';
import { Menu } from '@/shared/Menu';

import { use_inbox } from '../store';
import { use_people } from '../use_people';

interface AssignMenuProps {
  conversation: Conversation;
  assign: (person: string | null) => void;
}

const nobody = '';

// Free conversations are taken with one press; the arrow offers everybody.
export function AssignMenu({ conversation, assign }: AssignMenuProps) {
  const { t } = useTranslation();
  const me = use_inbox((state) => state.me);
  const people = use_people();
  const assignee = people.find((person) => person.id === conversation.assignee_id);
  const name = assignee && (assignee.id === me ? t('conversation.you') : assignee.name);
  const options = [
    { value: nobody, label: t('conversation.assign_nobody') },
    ...people.map(({ id, name }) => ({ value: id, label: id === me ? `${name} (${t('conversation.you')})` : name })),
  ];
  return (
    <div className="flex items-center">
      {!conversation.assignee_id && (
        <Hint text={t('conversation.assign_me')} shortcut="A">
          <button
            type="button"
            aria-label={t('conversation.assign_me')}
            onClick={() => assign(me)}
            className="inline-flex h-8 items-center gap-1.5 rounded-l-md border border-line bg-surface px-2.5 text-sm font-medium hover:bg-hover max-md:hidden"
          >
            <UserRoundPlus aria-hidden className="size-4 text-ink-soft" />
            {t('conversation.assign_me')}
          </button>
        </Hint>
      )}
      <Menu
        label={t('conversation.assign')}
        sections={[
          {
            kind: 'choices',
            label: t('conversation.assign'),
            value: conversation.assignee_id ?? nobody,
            options,
            choose: (person) => assign(person || null),
          },
        ]}
        trigger={
          <button
            type="button"
            aria-label={name ? t('conversation.assigned', { name }) : t('conversation.assign')}
            className={`inline-flex h-8 items-center gap-1.5 border border-line bg-surface px-2 text-sm font-medium hover:bg-hover max-md:h-10 ${assignee ? 'rounded-md' : 'rounded-r-md border-l-0 max-md:rounded-md max-md:border-l'}`}
          >
            {assignee ? (
              <>
                <Avatar id={assignee.id} name={assignee.name} size="sm" />
                <span className="max-w-28 truncate max-md:hidden">{name}</span>
              </>
            ) : (
              <UserRoundPlus aria-hidden className="size-4 text-ink-soft md:hidden" />
            )}
            <ChevronDown aria-hidden className="size-3.5 text-ink-faint" />
          </button>
        }
      />
    </div>
  );
}
