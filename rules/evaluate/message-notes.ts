import type { Direction, Message, MessageKind, RequestHead, Wire } from '../../model/index.js';

/** What a gap needs to know of the message it is in. Never the message itself: its buffers are not to be kept. */
export interface MessageNote {
  readonly id: string;
  readonly direction: Direction;
  readonly kind: MessageKind;
  readonly wire: Wire;
  readonly startedDateTime: number;
  readonly request: RequestHead | undefined;
}

type Slot = { -readonly [Key in keyof MessageNote]: MessageNote[Key] };

const most = 64;

/** The latest messages of a connection: gaps in them may be reported later. Its slots are used again, since every message makes a note and hardly any is asked for. */
export class MessageNotes {
  readonly #slots: Slot[] = [];
  #next = 0;

  /** A message in windows is noted once. */
  add({ id, direction, kind, wire, startedDateTime, request, window }: Message): void {
    if (window !== undefined && window.index > 0 && this.get(id) !== undefined) return;
    const slot = this.#slots[this.#next];
    if (slot === undefined) this.#slots.push({ id, direction, kind, wire, startedDateTime, request });
    else {
      slot.id = id;
      slot.direction = direction;
      slot.kind = kind;
      slot.wire = wire;
      slot.startedDateTime = startedDateTime;
      slot.request = request;
    }
    this.#next = (this.#next + 1) % most;
  }

  get(id: string): MessageNote | undefined {
    return this.#slots.find((slot) => slot.id === id);
  }
}
