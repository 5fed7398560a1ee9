// The words of the contract, by their own names. Everything here comes from api/openapi.yaml.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Person = Schemas['Person'];
export type Connection = Schemas['Connection'];
export type Contact = Schemas['Contact'];
export type Conversation = Schemas['Conversation'];
export type LastMessage = Schemas['LastMessage'];
export type Message = Schemas['Message'];
export type MessageType = Schemas['MessageType'];
export type MessageStatus = Message['status'];
export type ConversationPage = Schemas['ConversationPage'];
export type MessagePage = Schemas['MessagePage'];
export type Attempt = Schemas['Attempt'];
export type SearchHit = Schemas['SearchHit'];
export type SearchPage = Schemas['SearchPage'];
export type LiveEvent = Schemas['LiveEvent'];
export type LiveHello = Schemas['LiveHello'];
export type Problem = Schemas['Problem'];
export type Sandbox = Schemas['Sandbox'];
export type Language = NonNullable<Person['language']>;
export type MessageContent = Schemas['MessageContent'];
export type MessageFile = Schemas['MessageFile'];
export type QuotedMessage = Schemas['QuotedMessage'];
export type ContactCard = Schemas['ContactCard'];
export type Capabilities = Schemas['Capabilities'];
export type SendMessage = Schemas['SendMessage'];
