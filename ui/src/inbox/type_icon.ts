// A picture for every type of message.
import {
  CircleHelp, ContactRound, EyeOff, FileText, Image, Info, Link, ListChecks, MapPin, MapPinned, MessageSquareReply, Mic, Paperclip, Pencil,
  Phone, ShoppingBag, SmilePlus, Sticker, Trash2, Video, type LucideIcon,
} from 'lucide-react';

import type { MessageType } from '@/api/types';

export const type_icon: Record<Exclude<MessageType, 'text'>, LucideIcon> = {
  image: Image,
  video: Video,
  audio: Mic,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contacts: ContactRound,
  button_reply: MessageSquareReply,
  list_reply: ListChecks,
  flow_reply: ListChecks,
  call_permission_reply: Phone,
  order: ShoppingBag,
  reaction: SmilePlus,
  edit: Pencil,
  revoke: Trash2,
  unsupported: EyeOff,
  unknown: CircleHelp,
  media_placeholder: Paperclip,
  system: Info,
  buttons: MessageSquareReply,
  list: ListChecks,
  cta_url: Link,
  location_request: MapPinned,
};
