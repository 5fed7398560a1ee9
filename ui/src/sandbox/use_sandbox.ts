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
  const [called, set_called] = useState(() => read_local('number'));
  return {
    customers,
    customer: customers?.find((each) => each.id === chosen) ?? customers?.[0],
    number:
      numbers?.find((each) => each.number_id === called) ??
      numbers?.find((each) => each.number_id === sandbox?.number_id) ??
      numbers?.[0],
    numbers: numbers ?? [],
    choose: (id) => {
      write_local('customer', id);
      set_chosen(id);
    },
    choose_number: (id) => {
      write_local('number', id);
      set_called(id);
    },
  };
}
