import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { beyond_phone, use_media } from '@/shared/use_media';

import { use_place } from '../use_place';
import { ConversationList } from './ConversationList';
import { ListHeader } from './ListHeader';
import { ListTabs } from './ListTabs';
import { SearchResults } from './SearchResults';

// The left pane; on a phone the whole screen until a conversation is open.
export function ListPane() {
  const { t } = useTranslation();
  const { conversation_id } = use_place();
  const alone = !use_media(beyond_phone) && !conversation_id;
  const [words, set_words] = useState('');
  return (
    <div
      role={alone ? 'main' : 'region'}
      aria-label={t('list.label')}
      className={`flex min-h-0 w-full flex-col bg-surface md:w-80 md:shrink-0 md:border-r md:border-line lg:w-[22rem] ${conversation_id ? 'max-md:hidden' : ''}`}
    >
      <ListHeader words={words} onWords={set_words} />
      {words.trim() ? (
        <SearchResults words={words.trim()} />
      ) : (
        <>
          <ListTabs />
          <ConversationList />
        </>
      )}
    </div>
  );
}
