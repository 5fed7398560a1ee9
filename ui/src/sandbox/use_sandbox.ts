// Who is being played, and through which of the simulator's numbers.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { customers_query, numbers_query, sandbox_query, type BusinessNumber, type Customer } from '@/api/sandbox';
import { read_local, write_local } from '@/shared/local';

export interface SandboxPlay {
  customers: Customer[] | undefined;
  customer: Customer | undefined;
  number: BusinessNumber | undefined;
  numbers: BusinessNumber[];
  choose: (id: string) => void;
  choose_number: (id: string) => void;
}

export function use_sandbox(): SandboxPlay {
  const { data: sandbox } = useQuery(sandbox_query);
  const { data: numbers } = useQuery({ ...numbers_query, enabled: sandbox?.enabled === true });
  const { data: customers } = useQuery({ ...customers_query, enabled: sandbox?.enabled === true });
  const [chosen, set_chosen] = useState(() => read_local('customer'));
  const [chosen_number, set_chosen_number] = useState(() => read_local('sandbox_number'));
  const wanted = chosen_number ?? sandbox?.number_id;
  return {
    customers,
    customer: customers?.find((each) => each.id === chosen) ?? customers?.[0],
    numbers: numbers ?? [],
    number: numbers?.find((each) => each.number_id === wanted) ?? numbers?.[0],
    choose: (id) => {
      write_local('customer', id);
      set_chosen(id);
    },
    choose_number: (id) => {
      write_local('sandbox_number', id);
      set_chosen_number(id);
    },
  };
}
