import { type CodingStream, type Inflated, openCodingStream } from './coding-stream.js';
import { compressionFor } from './compression.js';
import type { Declared } from './declared.js';

/** What goes on from one window of a message to the next. */
export interface WindowState {
  readonly declared: Declared;
  /** The chain of decompressors, in the order in which they are undone; undefined until the first bytes. */
  streams: readonly CodingStream[] | undefined;
  /** Where the next window's new bytes start in the payload. */
  next: number;
  /** Decoded bytes that are looked at again with the next window. */
  tail: Buffer;
  /** Bytes before and after decompression, in all. */
  taken: number;
  yielded: number;
  /** Whether the body has a structure (JSON, XML, multipart) of which only the first window's part is read. */
  structured: boolean;
  /** The tail is the beginning of an encoded value, which was not walked yet. */
  holding: boolean;
  /** The encoded value that goes on here is too long to be undone as a whole, which has been said. */
  lost: boolean;
  /** Why nothing more can be decoded, once that is so. */
  dead: 'corrupt' | 'limit' | 'unknown-coding' | 'evicted' | undefined;
}

/** Bounds of what is kept for windowed messages: how many, and how many bytes they may hold in all. */
export interface WindowBounds {
  readonly states: number;
  readonly bytes: number;
}

export const defaultWindowBounds: WindowBounds = { states: 4096, bytes: 256 * 1024 * 1024 };

/** What a state without decompressors may hold. */
const bareCost = 8 * 1024;

/** Messages of which it is remembered that what was held of them is gone. With more, it is said of every message that comes without its state. */
const mostGivenUp = 65_536;

/** The states of windowed messages, least recently used first out. */
export class WindowStates {
  readonly #states = new Map<string, WindowState>();
  readonly #bounds: WindowBounds;
  readonly #givenUp = new Set<string>();
  #bytes = 0;

  constructor(bounds: WindowBounds = defaultWindowBounds) {
    this.#bounds = bounds;
  }

  get size(): number {
    return this.#states.size;
  }

  /** The state of a message, now the most recently used; undefined when there is none or it was evicted. */
  get(id: string): WindowState | undefined {
    const state = this.#states.get(id);
    if (state === undefined) return undefined;
    this.#states.delete(id);
    this.#states.set(id, state);
    return state;
  }

  /** Whether a message lost its state while the beginning of an encoded value was held in it. Says so once. */
  gaveUp(id: string): boolean {
    return this.#givenUp.delete(id) || this.#givenUp.size >= mostGivenUp;
  }

  /** Whether a message goes through decompressors, which may hold on to what they were fed. Everything else that is kept is a copy. */
  decompresses(id: string): boolean {
    return (this.#states.get(id)?.streams?.length ?? 0) > 0;
  }

  open(id: string, declared: Declared, next: number): WindowState {
    this.forget(id);
    const state = {
      declared,
      streams: undefined,
      next,
      tail: Buffer.alloc(0),
      taken: 0,
      yielded: 0,
      // Of a body whose beginning was not read, nobody knows.
      structured: isStructured(declared) || (next > 0 && !isMedium(declared)),
      holding: false,
      lost: false,
      dead: undefined,
    };
    this.#states.set(id, state);
    this.#bytes += bareCost;
    this.#evict(id);
    return state;
  }

  /** Keeps what is read again with the next window. */
  keep(id: string, state: WindowState, tail: Buffer): void {
    if (this.#states.get(id) === state) this.#bytes += tail.length - state.tail.length;
    state.tail = tail;
    this.#evict(id);
  }

  /** Runs new bytes through the state's decompressors, which are opened by the first ones. Without codings, the bytes themselves. */
  feed(id: string, state: WindowState, bytes: Buffer, limit: number, last: boolean): Inflated {
    state.streams ??= this.#openStreams(id, state, bytes, limit);
    let output = bytes;
    for (const stream of state.streams) {
      const pushed = stream.push(output, limit);
      const ended = last && pushed.flaw === undefined ? stream.end() : undefined;
      output = ended === undefined || ended.output.length === 0 ? pushed.output : Buffer.concat([pushed.output, ended.output]);
      const flaw = pushed.flaw ?? ended?.flaw;
      if (flaw !== undefined) return { output, flaw };
    }
    return { output };
  }

  forget(id: string): void {
    const state = this.#states.get(id);
    if (state === undefined) return;
    this.#states.delete(id);
    this.#bytes -= costOf(state);
    for (const stream of state.streams ?? []) stream.close();
  }

  #openStreams(id: string, state: WindowState, bytes: Buffer, limit: number): readonly CodingStream[] {
    const streams: CodingStream[] = [];
    let first = bytes;
    for (const coding of state.declared.codings.toReversed()) {
      const name = compressionFor(coding, first);
      if (name === undefined) {
        state.dead = 'unknown-coding';
        break;
      }
      streams.push(openCodingStream(name, limit));
      // Only the outermost coding's first bytes are at hand: within another, deflate is taken to be zlib's, as the RFC has it.
      first = zlibStart;
    }
    for (const stream of streams) this.#bytes += stream.cost;
    state.streams = streams;
    this.#evict(id);
    return streams;
  }

  /** Makes room, never at the cost of the state in use. */
  #evict(inUse: string): void {
    for (const id of this.#states.keys()) {
      if (this.#states.size <= this.#bounds.states && this.#bytes <= this.#bounds.bytes) return;
      if (id === inUse) continue;
      if (this.#states.get(id)?.holding === true && this.#givenUp.size < mostGivenUp) this.#givenUp.add(id);
      this.forget(id);
    }
  }
}

const zlibStart = Buffer.from([0x78, 0x9c]);

function costOf(state: WindowState): number {
  let cost = bareCost + state.tail.length;
  for (const stream of state.streams ?? []) cost += stream.cost;
  return cost;
}

/** Types of media, which have no names in them. */
export function isMedium({ mediaType }: Declared): boolean {
  return mediaType !== undefined && /^(?:image|audio|video|font)\//.test(mediaType) && !mediaType.endsWith('+xml');
}

/** Types whose values have names or places that only the whole document tells. Streams of events and lines are none: each stands alone. */
function isStructured({ mediaType }: Declared): boolean {
  if (mediaType === undefined) return false;
  return (
    /^(?:application|text)\/(?:json|xml)$|\+(?:json|xml)$|^multipart\/|^application\/graphql$|plist$/.test(mediaType) &&
    mediaType !== 'multipart/x-mixed-replace'
  );
}
