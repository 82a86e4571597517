import { type ClientHello, readClientHelloMessage } from '../../tls/client-hello-message.js';
import { Reassembly } from '../datagram/reassembly.js';
import { clientInitialKeys, type InitialKeys } from './initial-keys.js';
import { openInitial } from './open-initial.js';
import { quicVersion } from './quic-versions.js';
import { readCryptoFrames } from './read-crypto-frames.js';
import { type LongHeader, readLongHeader } from './read-long-header.js';

/**
 * `hello`: the ClientHello is whole; `hello` is absent when it could not be parsed. `given-up`: a bound was reached. `more`: feed the next
 * datagram of the client.
 */
export type InitialReading =
  | { readonly kind: 'hello'; readonly hello?: ClientHello }
  | { readonly kind: 'more' }
  | { readonly kind: 'given-up' };

/** One try of the client: a version and the connection ID that its keys come from. */
interface Attempt {
  readonly version: number;
  readonly destinationId: Buffer;
  readonly keys: InitialKeys;
  readonly stream: Reassembly;
}

/** After a Retry or a Version Negotiation the client tries again with other keys; more than this no real one does. */
const mostAttempts = 4;
/** Packets that no key opened, and packets opened without getting a whole hello. */
const mostFailures = 16;
const mostOpened = 64;

/**
 * Reads the client's TLS ClientHello out of its QUIC Initial packets (RFC 9001, section 5.2), in whatever order they come and however they
 * are coalesced. Opens no packet after the hello is whole. A Retry needs no reading of its own: the Initial that answers it carries the
 * Retry's Source Connection ID as its destination, from which the new keys come; likewise after a Version Negotiation.
 * Keeps at most four times 64 KiB.
 */
export class InitialReader {
  readonly #attempts: Attempt[] = [];
  #failures = 0;
  #opened = 0;

  /** A packet was opened, so this is QUIC beyond doubt. */
  get authenticated(): boolean {
    return this.#opened > 0;
  }

  /** @param datagram one whole datagram of the client; only borrowed */
  feed(datagram: Buffer): InitialReading {
    let at = 0;
    while (at < datagram.length) {
      const header = readLongHeader(datagram, at);
      if (header === undefined) break;
      if (header.type === 'initial') {
        const reading = this.#packet(datagram, at, header);
        if (reading.kind !== 'more') return reading;
      }
      at = header.end;
    }
    return { kind: 'more' };
  }

  #packet(datagram: Buffer, start: number, header: LongHeader): InitialReading {
    if (this.#failures >= mostFailures || this.#opened >= mostOpened) return { kind: 'given-up' };
    const found = this.#open(datagram, start, header);
    if (found === undefined) {
      this.#failures += 1;
      return { kind: 'more' };
    }
    this.#opened += 1;
    const { stream } = found.attempt;
    for (const { offset, bytes } of readCryptoFrames(found.frames)) {
      if (!stream.put(offset, bytes)) return { kind: 'given-up' };
    }
    const message = stream.front();
    if (message.length < 4) return { kind: 'more' };
    const length = 4 + message.readUIntBE(1, 3);
    if (message[0] !== 1) return { kind: 'hello' };
    if (length > stream.limit) return { kind: 'given-up' };
    if (message.length < length) return { kind: 'more' };
    const reading = readClientHelloMessage(message, 'quic');
    return reading.kind === 'complete' ? { kind: 'hello', hello: reading.hello } : { kind: 'hello' };
  }

  /** By the keys of the connection ID it names, of what the client used before (it takes the server's ID when it has heard of it), or new ones. */
  #open(datagram: Buffer, start: number, header: LongHeader): { attempt: Attempt; frames: Buffer } | undefined {
    const own = this.#attempts.find((attempt) => attempt.version === header.version && attempt.destinationId.equals(header.destinationId));
    const candidates = this.#attempts.filter((attempt) => attempt !== own && attempt.version === header.version).reverse();
    for (const attempt of own === undefined ? candidates : [own, ...candidates]) {
      const frames = openInitial(datagram, start, header, attempt.keys);
      if (frames !== undefined) return { attempt, frames };
    }
    const version = quicVersion(header.version);
    if (own !== undefined || version === undefined || this.#attempts.length >= mostAttempts) return undefined;
    const keys = clientInitialKeys(version, header.destinationId);
    const frames = openInitial(datagram, start, header, keys);
    if (frames === undefined) return undefined;
    const attempt = { version: header.version, destinationId: Buffer.from(header.destinationId), keys, stream: new Reassembly() };
    this.#attempts.push(attempt);
    return { attempt, frames };
  }
}
