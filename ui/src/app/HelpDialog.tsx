import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Key } from '@/shared/Key';
import { Modal } from '@/shared/Modal';
import { are_keys_on, switch_keys } from '@/shared/use_keys';

const rows = [
  ['move', ['J', 'K'], ['↓', '↑']],
  ['open', ['Enter']],
  ['reply', ['R']],
  ['assign', ['A']],
  ['close', ['E']],
  ['search', ['/']],
  ['leave', ['Esc']],
  ['commands', ['Ctrl', 'K']],
  ['help', ['?']],
] as const;

export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [on, set_on] = useState(are_keys_on);
  const change = (next: boolean) => {
    switch_keys(next);
    set_on(next);
  };
  return (
    <Modal title={t('keys.title')} open onClose={onClose}>
      <dl className="mt-4 divide-y divide-line">
        {rows.map(([name, ...ways]) => (
          <div key={name} className="flex min-h-10 items-center justify-between gap-4">
            <dt className="text-sm">{t(`keys.${name}`)}</dt>
            <dd className="flex items-center gap-1">
              {ways.map((keys, at) => (
                <Fragment key={keys.join()}>
                  {at > 0 && <span className="px-1 text-xs text-ink-faint">{t('keys.or')}</span>}
                  {keys.map((key) => (
                    <Key key={key}>{key}</Key>
                  ))}
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex cursor-pointer items-center gap-3 border-t border-line pt-4 text-sm">
        <input type="checkbox" checked={on} onChange={(event) => change(event.target.checked)} className="size-4" />
        {t('keys.on')}
      </label>
    </Modal>
  );
}
