// Whether the customer's phone is on, and whether it lies open in front of them. The simulator keeps it.
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { customers_query, put_presence, type Customer } from '@/api/sandbox';

type Presence = Partial<Pick<Customer, 'online' | 'reads_at_once'>>;

export function use_presence(customer: Customer): (presence: Presence) => void {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (presence: Presence) => put_presence(customer.id, presence),
    onMutate: (presence) =>
      queries.setQueryData(customers_query.queryKey, (all) => all?.map((each) => (each.id === customer.id ? { ...each, ...presence } : each))),
    onSettled: () => queries.invalidateQueries({ queryKey: customers_query.queryKey }),
  });
  return change.mutate;
}
