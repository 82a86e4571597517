import type { Direction, Gap, RequestHead } from '../../../model/index.js';
import { ByteStore } from '../byte-store.js';
import type { MessageOutcome } from '../http/body-sink.js';
import { OpenMessage } from '../http/open-message.js';
import type { ObserverContext } from '../observer.js';
import type { MqttFault } from './mqtt-fault.js';
import { PacketCursor } from './packet-cursor.js';
import { propertiesOnly, type ToldPacket } from './packet-reading.js';
import { isOfOtherSide, packetTypes } from './packet-types.js';
import { type MqttVersion, readConnect } from './read-connect.js';
import { readPacket } from './read-packet.js';
import { type PublishHead, publishHeadLength, readPublishHead } from './read-publish-head.js';
import { TopicAliases } from './topic-aliases.js';

/** What both directions of a connection share. */
export interface MqttAgreement {
  /** Undefined before CONNECT. */
  version: MqttVersion | undefined;
}

export interface MqttDirectionOptions {
  readonly direction: Direction;
  /** What message ids begin with; a number follows. */
  readonly idPrefix: string;
  readonly request: RequestHead | undefined;
  readonly agreement: MqttAgreement;
}

/** A packet's type and a remaining length of four bytes. */
const longestFixedHeader = 5;

/** Reads the packets of one direction, each as soon as it is whole; the payload of a PUBLISH that is not, as it comes. */
export class MqttDirection {
  readonly #context: ObserverContext;
  readonly #options: MqttDirectionOptions;
  readonly #aliases: TopicAliases;
  /** The start of a packet of which not enough has come. */
  readonly #store = new ByteStore();
  /** How much of it is needed to go on. */
  #need = 0;
  #open: OpenMessage | undefined;
  /** Payload that `#open` still waits for. */
  #remaining = 0;
  #messages = 0;
  #startedDateTime = 0;
  #fault: MqttFault | undefined;

  constructor(context: ObserverContext, options: MqttDirectionOptions) {
    this.#context = context;
    this.#options = options;
    this.#aliases = new TopicAliases(context.limits.head);
  }

  get fault(): MqttFault | undefined {
    return this.#fault;
  }

  /** The start of the packet at fault that came in earlier chunks, for whoever goes on. A view, given once. */
  takeUnread(): Buffer {
    const bytes = this.#store.view();
    this.#store.clear();
    return bytes;
  }

  /** Returns how far it read: all, unless there is a fault. */
  feed(bytes: Buffer, now: number): number {
    let at = 0;
    while (at < bytes.length && this.#fault === undefined) {
      if (this.#open !== undefined) at = this.#flow(this.#open, bytes, at, now);
      else if (this.#store.length > 0) at = this.#collect(bytes, at, now);
      else {
        this.#startedDateTime = now;
        const next = this.#step(bytes, at);
        if (next === at && this.#fault === undefined) {
          this.#store.append(bytes.subarray(at), this.#need);
          at = bytes.length;
        } else at = next;
      }
    }
    this.#store.own(this.#need);
    this.#open?.settle();
    return at;
  }

  tick(now: number): void {
    this.#open?.tick(now);
  }

  /** Nothing more comes: what is unfinished is told as it is. */
  breakOff(outcome: 'cancelled' | 'truncated'): void {
    const open = this.#open;
    this.#open = undefined;
    const unread = this.takeUnread();
    const id = open?.id ?? (unread.length > 0 ? this.#nextId() : undefined);
    if (id === undefined) return;
    if (open !== undefined) open.finish(outcome, undefined);
    else this.#tell(id, { properties: [], payload: unread, contentType: undefined }, outcome);
    if (outcome === 'truncated') {
      this.#gap({ reason: 'truncated', messageId: id, location: 'body', detail: 'the run ended before the MQTT packet did' });
    }
  }

  #flow(open: OpenMessage, bytes: Buffer, at: number, now: number): number {
    const end = Math.min(bytes.length, at + this.#remaining);
    open.push(at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end), now);
    this.#remaining -= end - at;
    if (this.#remaining === 0) {
      this.#open = undefined;
      open.finish('complete', undefined);
    }
    return end;
  }

  /** Completes what is kept, exactly as far as it is needed. */
  #collect(bytes: Buffer, at: number, now: number): number {
    const end = Math.min(bytes.length, at + this.#need - this.#store.length);
    this.#store.append(bytes.subarray(at, end), this.#need);
    if (this.#store.length < this.#need) return end;
    const packet = this.#store.view();
    const read = this.#step(packet, 0);
    if (read === 0) return end;
    this.#store.clear();
    // A packet that is not read into names flows from its start on.
    if (this.#open !== undefined && read < packet.length) this.#flow(this.#open, packet, read, now);
    return end;
  }

  /** Reads the packet at `at`: returns where it ends, or where its payload begins that is to flow; `at` with `#need` raised, or a fault. */
  #step(bytes: Buffer, at: number): number {
    const available = bytes.length - at;
    let length = 0;
    let head = 1;
    for (let byte = 0x80; byte >= 0x80; head += 1) {
      if (head === longestFixedHeader) return this.#fail(at, 'bad-length');
      if (head >= available) return this.#wait(at, head + 1);
      byte = bytes[at + head]!;
      length |= (byte & 0x7f) << (7 * (head - 1));
    }
    const type = bytes[at]! >> 4;
    const { direction, agreement } = this.#options;
    const { version } = agreement;
    if (type === 0 || (type === packetTypes.auth && version !== 5 && version !== undefined)) return this.#fail(at, 'reserved-packet-type');
    if (isOfOtherSide(type, direction)) return this.#fail(at, 'packet-of-the-other-side');
    const { body } = this.#context.limits;
    if (type === packetTypes.connect) {
      if (length > body) return this.#fail(at, 'connect-too-long');
    } else if (version === undefined) return this.#fail(at, 'packet-before-connect');
    else if (type === packetTypes.publish) return this.#publish(bytes, at, head, length, version);
    else if (length > body) return this.#flowUnread(at + head, length);
    if (available < head + length) return this.#wait(at, head + length);
    const cursor = new PacketCursor(bytes, at + head, at + head + length);
    return this.#whole(cursor, type, version) ? at + head + length : at;
  }

  #whole(cursor: PacketCursor, type: number, version: MqttVersion | undefined): boolean {
    if (type === packetTypes.connect || version === undefined) {
      const reading = readConnect(cursor);
      if ('fault' in reading) return this.#fail(0, reading.fault) > 0;
      this.#options.agreement.version = reading.version;
      this.#tell(this.#nextId(), reading.told, 'complete');
      return true;
    }
    const properties = readPacket(cursor, type, version);
    if (properties === undefined) return this.#fail(0, 'malformed-packet') > 0;
    if (properties.length > 0) this.#tell(this.#nextId(), propertiesOnly(properties), 'complete');
    return true;
  }

  #publish(bytes: Buffer, at: number, head: number, length: number, version: MqttVersion): number {
    const qos = (bytes[at]! >> 1) & 3;
    if (qos === 3) return this.#fail(at, 'reserved-qos');
    const start = at + head;
    const needed = publishHeadLength(bytes, start, version, qos);
    if (needed > length) return this.#fail(at, 'malformed-packet');
    if (needed > this.#context.limits.head) return this.#flowUnread(start, length);
    if (bytes.length - start < needed) return this.#wait(at, head + needed);
    const payload = start + needed;
    const cursor = new PacketCursor(bytes, start, payload);
    const publish = readPublishHead(cursor, version, qos);
    if (cursor.failed || !cursor.atEnd) return this.#fail(at, 'malformed-packet');
    const id = this.#nextId();
    const properties = ['topic', this.#topicOf(publish, id), ...publish.properties];
    const { contentType } = publish;
    if (bytes.length - start >= length && length <= this.#context.limits.body) {
      this.#tell(id, { properties, payload: bytes.subarray(payload, start + length), contentType }, 'complete');
      return start + length;
    }
    this.#flowFrom(id, length - needed, properties, contentType);
    return payload;
  }

  #topicOf({ topic, alias }: PublishHead, messageId: string): string {
    if (alias === undefined) return topic;
    if (topic !== '') {
      this.#aliases.set(alias, topic);
      return topic;
    }
    const known = this.#aliases.get(alias);
    if (known !== undefined) return known;
    this.#gap({ reason: 'undecodable', messageId, location: 'header', detail: 'MQTT: a topic alias whose topic is not known' });
    return '';
  }

  /** A packet that is longer than what is kept to be read: it is searched as it stands. */
  #flowUnread(start: number, length: number): number {
    const id = this.#nextId();
    const detail = 'MQTT: a packet longer than what is kept was searched, but not read into names';
    this.#gap({ reason: 'budget-exhausted', messageId: id, location: 'header', lacks: 'structure', detail });
    this.#flowFrom(id, length, undefined, undefined);
    return start;
  }

  #flowFrom(id: string, length: number, properties: readonly string[] | undefined, contentType: string | undefined): void {
    const start = {
      id,
      exchangeId: undefined,
      kind: 'mqtt',
      direction: this.#options.direction,
      startedDateTime: this.#startedDateTime,
      request: this.#options.request,
      response: undefined,
      headBytes: undefined,
      ...(properties === undefined ? {} : { properties }),
      ...(contentType === undefined ? {} : { contentType }),
    } as const;
    this.#open = new OpenMessage(this.#context, start, { response: false, length, contentType, encoded: false });
    this.#remaining = length;
  }

  #tell(id: string, { properties, payload, contentType }: ToldPacket, outcome: MessageOutcome): void {
    const { connection, wire, sink } = this.#context;
    sink.message({
      id,
      connectionId: connection.id,
      kind: 'mqtt',
      direction: this.#options.direction,
      startedDateTime: this.#startedDateTime,
      wire,
      request: this.#options.request,
      properties: properties.length > 0 ? properties : undefined,
      contentType,
      body: { bytes: payload, size: payload.length, truncated: outcome === 'truncated' },
      cancelled: outcome === 'cancelled' ? true : undefined,
    });
  }

  #nextId(): string {
    this.#messages += 1;
    return this.#options.idPrefix + this.#messages;
  }

  #wait(at: number, need: number): number {
    this.#need = need;
    return at;
  }

  #fail(at: number, fault: MqttFault): number {
    this.#fault = fault;
    return at;
  }

  #gap(gap: Omit<Gap, 'connectionId'>): void {
    const { connection, sink } = this.#context;
    sink.gap({ ...gap, connectionId: connection.id });
  }
}
