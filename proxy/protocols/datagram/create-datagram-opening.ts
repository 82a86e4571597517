import type { Direction } from '../../../model/index.js';
import type { Decided } from './decided.js';
import { decidedBy, withHello } from './decisions.js';
import { DtlsHelloReader } from './dtls-hello-reader.js';
import { isChannelData } from './is-channel-data.js';
import { isDnsMessage } from './is-dns-message.js';
import { isDtlsDatagram } from './is-dtls-datagram.js';
import { isNtpMessage } from './is-ntp-message.js';
import { isStunMessage } from './is-stun-message.js';
import { QuicOpening } from './quic-opening.js';
import { isRtcp } from './read-rtcp.js';
import { RtpTracker } from './rtp-tracker.js';

/** Says what the datagrams between one socket of the device and one destination are. Sans-IO; never throws. */
export interface DatagramOpening {
  /** One whole datagram, in order of arrival, only borrowed. Once decided, it stays so. Observe it too: the opening tells nothing. */
  feed(direction: Direction, bytes: Buffer): { readonly kind: 'undecided' } | Decided;
  /** What it counts as when time is up. */
  settle(): Decided;
}

/** Where a decision is made in any case. `media`: while nothing but RTP is possible. Counts of datagrams, and bytes in all. */
export const undecidedLimits = { datagrams: 64, media: 16, bytes: 128 * 1024 } as const;

const undecided = { kind: 'undecided' } as const;

/**
 * Decides by the first datagrams: most protocols at once; QUIC and DTLS when the names in the ClientHello are read; RTP when three datagrams
 * fit together. What is none of these is decided at once, as opaque. Keeps at most 256 KiB, and nothing once it has decided.
 */
export function createDatagramOpening(): DatagramOpening {
  let opening: Opening | undefined = new Opening();
  let decided: Decided | undefined;
  const conclude = (result: Decided): Decided => {
    decided = result;
    opening = undefined;
    return result;
  };
  return {
    feed: (direction, bytes) => {
      if (opening === undefined) return decided ?? decidedBy(undefined);
      const result = opening.feed(direction, bytes);
      return result === undefined ? undecided : conclude(result);
    },
    settle: () => decided ?? conclude(opening?.settle() ?? decidedBy(undefined)),
  };
}

class Opening {
  readonly #quic = new QuicOpening();
  readonly #rtp = new RtpTracker();
  #dtls: DtlsHelloReader | undefined;
  #datagrams = 0;
  #bytes = 0;
  #media = false;

  feed(direction: Direction, bytes: Buffer): Decided | undefined {
    this.#datagrams += 1;
    this.#bytes += bytes.length;
    const found = bytes.length === 0 ? undefined : this.#look(direction, bytes);
    if (found !== undefined) return found;
    const most = this.#waiting ? undecidedLimits.datagrams : undecidedLimits.media;
    return this.#datagrams >= most || this.#bytes >= undecidedLimits.bytes ? this.settle() : undefined;
  }

  settle(): Decided {
    return this.#quic.settle() ?? decidedBy(this.#dtls === undefined ? undefined : 'dtls');
  }

  get #waiting(): boolean {
    return this.#quic.waiting || this.#dtls !== undefined;
  }

  /** What is marked beyond doubt comes first; what is only likely, last. */
  #look(direction: Direction, bytes: Buffer): Decided | undefined {
    if (isStunMessage(bytes)) return decidedBy('stun');
    if (isDtlsDatagram(bytes)) return this.#handshake(bytes);
    if (isDnsMessage(bytes)) return decidedBy('dns');
    const quic = this.#quic.feed(direction, bytes);
    if (quic !== undefined) return quic;
    if (isNtpMessage(direction, bytes)) return decidedBy('ntp');
    if (isRtcp(bytes)) return decidedBy('rtcp');
    if (isChannelData(bytes)) return decidedBy('stun');
    switch (this.#rtp.feed(direction, bytes)) {
      case 'rtp':
        return decidedBy('rtp');
      case 'maybe':
        this.#media = true;
        return undefined;
      case 'no':
        return this.#waiting || this.#media ? undefined : decidedBy(undefined);
    }
  }

  #handshake(bytes: Buffer): Decided | undefined {
    this.#dtls ??= new DtlsHelloReader();
    const reading = this.#dtls.feed(bytes);
    return reading.kind === 'done' ? withHello('dtls', reading.hello) : undefined;
  }
}
