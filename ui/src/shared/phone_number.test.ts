import { expect, it } from 'vitest';

import { readable_phone } from './phone_number';

it.each([
  ['+573001234567', '+57 300 123 4567'],
  ['+5511987654321', '+55 11 98765 4321'],
  ['+5215512345678', '+52 1 55 1234 5678'],
  ['+12025550123', '+1 202 555 0123'],
  ['+34600111222', '+34 600 111 222'],
  ['+50688887777', '+506 888 877 77'],
])('%s reads %s', (phone, readable) => expect(readable_phone(phone).replaceAll('\u00a0', ' ')).toBe(readable));
