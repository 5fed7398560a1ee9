// The simulator's control API, as a test uses it behind the browser's back: see docs/simulator.md.
export interface PhoneMessage {
  id: string;
  direction: 'to_business' | 'from_business';
  type: string;
  content?: Record<string, unknown>;
  context_id?: string;
  text: string;
  status: string;
}

export class Simulator {
  constructor(private readonly address: string) {}

  async number_id(): Promise<string> {
    const { items } = await this.call<{ items: { number_id: string }[] }>('GET', 'numbers');
    return items[0]!.number_id;
  }

  add_customer = (id: string, name: string, phone: string) => this.call('PUT', `customers/${id}`, { name, phone });

  async write(id: string, text: string, more: { ago_seconds?: number; count?: number } = {}): Promise<void> {
    await this.call('POST', `customers/${id}/messages`, { number_id: await this.number_id(), type: 'text', text, ...more });
  }

  // Anything but plain text; the id of the new message.
  async play(id: string, played: { type: string; content?: unknown; text?: string; context_id?: string; extra?: unknown }): Promise<string> {
    const body = { number_id: await this.number_id(), ...played };
    return (await this.call<{ message_ids: string[] }>('POST', `customers/${id}/messages`, body)).message_ids[0]!;
  }

  // A file of a customer's, to be sent by its id.
  file = async (mime_type: string, base64: string) => this.call<{ id: string; sha256: string }>('POST', `numbers/${await this.number_id()}/media`, { mime_type, base64 });

  async thread(id: string): Promise<PhoneMessage[]> {
    const path = `customers/${id}/thread?number_id=${await this.number_id()}&after=-1&wait=0`;
    return (await this.call<{ messages: PhoneMessage[] }>('GET', path)).messages;
  }

  presence = (id: string, presence: { online?: boolean; reads_at_once?: boolean }) => this.call('PUT', `customers/${id}/presence`, presence);

  faults = (faults: object) => this.call('PUT', 'faults', faults);

  private async call<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.address}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || '{}') as T;
  }
}
