// Names for ids: members and numbers of the workspace.
import { useQuery } from '@tanstack/react-query';

import { connections_query, people_query } from '@/api/session';
import type { Connection, Person } from '@/api/types';

const nobody: Person[] = [];
const none: Connection[] = [];

export const use_people = (): Person[] => useQuery(people_query).data ?? nobody;

export const use_connections = (): Connection[] => useQuery(connections_query).data ?? none;

export function use_connection(id: string): Connection | undefined {
  return use_connections().find((connection) => connection.id === id);
}

export function use_person(id: string | null): Person | undefined {
  const people = use_people();
  return id === null ? undefined : people.find((person) => person.id === id);
}
