import type { Connection, Gap, Message } from '../../model/index.js';
import { MessageNotes } from './message-notes.js';
import { createSlots, type Slots } from './plan.js';

/** What the judge remembers of one connection. */
export interface ConnectionState {
  readonly slots: Slots;
  opened: boolean;
  closed: boolean;
  /** Names outside TLS that were judged: place and name. */
  readonly names: Set<string>;
  /** A message was judged, so its content could be read. */
  sawMessage: boolean;
  readonly notes: MessageNotes;
  /** Gaps whose message has not come yet. */
  readonly waiting: Gap[];
  /** Gaps in the connection as a whole, one of each reason: they last until it closes. */
  readonly lasting: Map<string, Gap>;
  /** Rules without fields that have been reported, and how. */
  readonly reported: Map<number, 'fail' | 'open'>;
  /** Open findings of uninspected traffic that have been reported: rule, message. */
  readonly opens: Set<string>;
}

/** Gaps that may wait for their message at a time; more are judged at once, knowing less. */
export const mostWaiting = 256;
const mostOpens = 50_000;

export function createConnectionState(): ConnectionState {
  return {
    slots: createSlots(),
    opened: false,
    closed: false,
    names: new Set(),
    sawMessage: false,
    notes: new MessageNotes(),
    waiting: [],
    lasting: new Map(),
    reported: new Map(),
    opens: new Set(),
  };
}

/** True the first time. Beyond a bound it forgets, and an open finding may be reported twice. */
export function isFirstOpen(state: ConnectionState, rule: number, messageId: string | undefined): boolean {
  const key = `${rule} ${messageId ?? ''}`;
  if (state.opens.has(key)) return false;
  if (state.opens.size >= mostOpens) state.opens.clear();
  state.opens.add(key);
  return true;
}

export function note(state: ConnectionState, message: Message): void {
  state.sawMessage = true;
  state.notes.add(message);
}

/** Who was intercepted: the client's address and the host's name, which a later or earlier refusal is compared with. */
export function interceptionKey(connection: Connection): string | undefined {
  const host = connection.tls?.serverName ?? connection.connectTarget?.host;
  return host === undefined ? undefined : `${connection.client.address} ${host.toLowerCase().replace(/\.$/, '')}`;
}
