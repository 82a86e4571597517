import { randomInt } from 'node:crypto';
import type * as dnsPacket from 'dns-packet';
import { type NameAnswer, type QuestionType, readAnswers } from './read-answers.js';

/** What reads and writes DNS messages: `dns-packet`, which is loaded when the first name is asked for. */
export type DnsCodec = Pick<typeof dnsPacket, 'encode' | 'decode' | 'RECURSION_DESIRED'>;

/**
 * What some bytes come to. `stray`: no answer to this query (another ID, another question, no DNS): the right one may still come.
 * `truncated`: to be asked again over TCP (RFC 1035, section 4.2.1). `failed`: the resolver has nothing to say.
 */
export type DnsReading =
  | { readonly kind: 'stray' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'failed'; readonly cause: 'refused' | 'no-such-name' | 'malformed' }
  | { readonly kind: 'answered'; readonly answer: NameAnswer };

/** One question of ours, and how its answer is told from anything else. */
export interface DnsQuery {
  readonly bytes: Buffer;
  read(bytes: Buffer): DnsReading;
}

const nameError = 3;
/** What crosses networks in one piece (DNS Flag Day 2020). */
const datagramSize = 1232;

/** A query for the addresses of a name, or the names of an address (RFC 1035; EDNS of RFC 6891 for room in a datagram). The ID is random. Reading never throws. */
export function createDnsQuery(name: string, type: QuestionType, codec: DnsCodec): DnsQuery {
  const id = randomInt(65_536);
  const additionals: dnsPacket.Answer[] = [
    { type: 'OPT', name: '.', udpPayloadSize: datagramSize, flags: 0, flag_do: false, extendedRcode: 0, ednsVersion: 0, options: [] },
  ];
  return {
    bytes: codec.encode({ type: 'query', id, flags: codec.RECURSION_DESIRED, questions: [{ type, name }], additionals }),
    read: (bytes) => {
      const packet = decoded(bytes, codec);
      // Whoever does not know our ID and question has not seen the query.
      if (packet === undefined || packet.id !== id || packet.type !== 'response') return { kind: 'stray' };
      const [question, ...others] = packet.questions ?? [];
      const ours = question !== undefined && question.type === type && question.class === 'IN' && sameName(question.name, name);
      if (!ours || others.length > 0) return { kind: 'stray' };
      if (packet.flag_tc) return { kind: 'truncated' };
      const code = (packet.flags ?? 0) & 15;
      if (code !== 0) return { kind: 'failed', cause: code === nameError ? 'no-such-name' : 'refused' };
      const answer = readAnswers(name, type, packet.answers ?? []);
      return answer === undefined ? { kind: 'failed', cause: 'malformed' } : { kind: 'answered', answer };
    },
  };
}

function decoded(bytes: Buffer, codec: DnsCodec): dnsPacket.DecodedPacket | undefined {
  try {
    return codec.decode(bytes);
  } catch {
    // Not a DNS message: whatever it is, it answers nothing.
    return undefined;
  }
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase().replace(/\.$/, '') === right.toLowerCase().replace(/\.$/, '');
}
