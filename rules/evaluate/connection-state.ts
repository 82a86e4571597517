import type { Connection, Gap, Judgement, Message } from '../../model/index.js';
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
  /** Open findings of uninspected traffic that have been reported: rule, message; and findings that need not be made again. */
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

const openKey = (rule: number, messageId: string | undefined): string => `${rule} ${messageId ?? ''}`;

/** Whether an open finding of a rule, of a message or the connection, stands already. */
export function wasOpened({ opens }: ConnectionState, rule: number, messageId: string | undefined): boolean {
  return opens.has(openKey(rule, messageId));
}

/** Notes that one stands. Beyond a bound it forgets, and an open finding may be reported twice. */
export function noteOpened({ opens }: ConnectionState, rule: number, messageId: string | undefined): void {
  if (opens.size >= mostOpens) opens.clear();
  opens.add(openKey(rule, messageId));
}

/** True the first time that this finding is made of a message or the connection, under this exception or none. */
export function isFirstOf({ opens }: ConnectionState, judgement: Judgement, messageId: string | undefined): boolean {
  const { ruleId, kind, fingerprint, suppression } = judgement;
  const key = `${ruleId} ${kind} ${fingerprint} ${suppression?.place ?? ''} ${messageId ?? ''}`;
  if (opens.has(key)) return false;
  if (opens.size >= mostOpens) opens.clear();
  opens.add(key);
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
