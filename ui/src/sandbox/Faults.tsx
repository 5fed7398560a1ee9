import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

import { deliveries_query, faults_query, put_faults, type Faults as FaultSet } from '@/api/sandbox';
import { reason_of } from '@/inbox/outbox';
import { Button } from '@/shared/Button';
import { note } from '@/shared/toasts';

import { Choice } from './Choice';

type WebhookFaults = NonNullable<FaultSet['webhooks']>;

const usual: Required<WebhookFaults> = { delay_ms: 0, duplicate: 1, reorder: false, batch: 1, drop: 0 };
const webhook_faults: readonly [name: 'fault_duplicate' | 'fault_reorder' | 'fault_batch' | 'fault_delay' | 'fault_drop', change: WebhookFaults][] = [
  ['fault_duplicate', { duplicate: 3 }],
  ['fault_reorder', { reorder: true }],
  ['fault_batch', { batch: 5 }],
  ['fault_delay', { delay_ms: 3000 }],
  ['fault_drop', { drop: 1 }],
];
const send_faults = [
  'none', 'drop_answer', 'http_500', 'http_500_after_accepting', 'rate_limit', 'pair_rate_limit', 'token_expired',
  'window_closed', 'not_on_whatsapp', 'slow',
] as const;
const times = [
  ['times_once', 1],
  ['times_three', 3],
  ['times_all', 0],
] as const;

// Faults to order: on the webhooks that bring the customer's messages, and on the replies that go out.
export function Faults() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: faults = {} } = useQuery({ ...faults_query, refetchInterval: 3_000 });
  const { data: deliveries } = useQuery(deliveries_query);
  const change = useMutation({
    mutationFn: (next: FaultSet) => put_faults(next),
    onMutate: (next) => queries.setQueryData(faults_query.queryKey, next),
    onError: (error) => note(t('sandbox.failed'), { kind: 'problem', detail: reason_of(error).message }),
    onSettled: () => queries.invalidateQueries({ queryKey: faults_query.queryKey }),
  });
  const webhooks = { ...usual, ...faults.webhooks };
  const sends = { kind: 'none', times: 1, ...faults.sends };
  const on = ([field, value]: [string, unknown]) => webhooks[field as keyof WebhookFaults] === value;
  const toggle = (fault: WebhookFaults) => {
    const [field] = Object.entries(fault)[0]!;
    const value = Object.entries(fault).every(on) ? { [field]: usual[field as keyof WebhookFaults] } : fault;
    change.mutate({ webhooks: { ...webhooks, ...value }, sends });
  };
  return (
    <>
      <fieldset>
        <legend className="pb-2 text-sm font-medium">{t('sandbox.faults_webhooks')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {webhook_faults.map(([name, fault]) => (
            <Choice key={name} label={t(`sandbox.${name}`)} pressed={Object.entries(fault).every(on)} onPress={() => toggle(fault)} />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="pb-2 text-sm font-medium">{t('sandbox.faults_sends')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {send_faults.map((kind) => (
            <Choice
              key={kind}
              label={t(`sandbox.send_${kind}`)}
              pressed={sends.kind === kind}
              onPress={() => change.mutate({ webhooks, sends: { ...sends, kind } })}
            />
          ))}
        </div>
        {sends.kind !== 'none' && (
          <div role="group" aria-label={t('sandbox.times')} className="mt-2 flex flex-wrap gap-1.5 border-l-2 border-accent-line pl-2.5">
            {times.map(([name, count]) => (
              <Choice key={name} label={t(`sandbox.${name}`)} pressed={sends.times === count} onPress={() => change.mutate({ webhooks, sends: { ...sends, times: count } })} />
            ))}
          </div>
        )}
      </fieldset>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="tabular text-xs text-ink-faint">
          {deliveries && t('sandbox.deliveries', { pending: deliveries.pending, acknowledged: deliveries.acknowledged })}
          {deliveries && deliveries.given_up > 0 && ` · ${t('sandbox.given_up', { count: deliveries.given_up })}`}
        </p>
        <Button look="quiet" onClick={() => change.mutate({})}>
          {t('sandbox.clear_faults')}
        </Button>
      </div>
    </>
  );
}
