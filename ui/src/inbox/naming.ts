// What a contact is called (and coloured by): the profile name, else the number, else the username.
import type { Contact } from '@/api/types';
import { readable_phone } from '@/shared/phone_number';

export function name_of(contact: Contact): string {
  if (contact.name) return contact.name;
  if (contact.phone) return readable_phone(contact.phone);
  return contact.username ? `@${contact.username}` : contact.id;
}

// The number, where there is one: the customer on the sandbox phone has the same colour as in the inbox.
export const colour_key = (contact: Pick<Contact, 'id' | 'phone'>): string => contact.phone?.replace(/\D/g, '') ?? contact.id;
