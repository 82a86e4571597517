import { encode, type Packet } from 'dns-packet';
import { madeHello } from '../../../harness/tls-hello.js';

/** RFC 5769: a request, the responses with an IPv4 and an IPv6 address, and a request with long-term authentication. */
export const stunVectors = {
  request: Buffer.from(
    '000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74002400046e0001ff80290008932ff9b151263b36' +
      '000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf',
    'hex',
  ),
  response4: Buffer.from(
    '0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000080001a147e112a643000800142b91f599fd9e90c3' +
      '8c7489f92af9ba53f06be7d780280004c07d4c96',
    'hex',
  ),
  response6: Buffer.from(
    '010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9' +
      '00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c',
    'hex',
  ),
  longTerm: Buffer.from(
    '000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b900000015001c662f2f3439396b3935346436' +
      '4f4c33346f4c394653547679363473410014000b6578616d706c652e6f72670000080014f67024656dd64a3e02b8e0712e85c9a28ca89666',
    'hex',
  ),
};

/** A STUN message of these attributes, padded. */
export function stun(type: number, ...attributes: (readonly [type: number, value: Buffer])[]): Buffer {
  const list = Buffer.concat(attributes.flatMap(([name, value]) => [u16(name), u16(value.length), value, Buffer.alloc(-value.length & 3)]));
  return Buffer.concat([u16(type), u16(list.length), Buffer.from('2112a442', 'hex'), Buffer.from('transaction!'), list]);
}

/** A DNS message, by an encoder that is not ours. */
export function dns(packet: Packet): Buffer {
  return encode(packet);
}

export const dnsQuery = (name: string): Buffer => dns({ type: 'query', id: 0x1234, flags: 0x0100, questions: [{ type: 'A', name }] });

/** A DTLS record in the clear. */
export function dtlsRecord(type: number, body: Buffer, options: { epoch?: number; version?: number } = {}): Buffer {
  return Buffer.concat([
    Buffer.of(type),
    u16(options.version ?? 0xfefd),
    u16(options.epoch ?? 0),
    Buffer.alloc(6, 1),
    u16(body.length),
    body,
  ]);
}

/** A fragment of a DTLS handshake message (RFC 6347, section 4.2.2). */
export function dtlsFragment(message: Buffer, start: number, end: number, options: { type?: number; sequence?: number } = {}): Buffer {
  return Buffer.concat([
    Buffer.of(options.type ?? 1),
    u24(message.length),
    u16(options.sequence ?? 0),
    u24(start),
    u24(end - start),
    message.subarray(start, end),
  ]);
}

/** The body of a DTLS ClientHello: that of TLS, with a cookie after the session ID and another version. */
export function dtlsHello(extensions: Parameters<typeof madeHello>[0], cookie = Buffer.alloc(0)): Buffer {
  const body = madeHello(extensions).subarray(9);
  return Buffer.concat([u16(0xfefd), body.subarray(2, 35), Buffer.of(cookie.length), cookie, body.subarray(35)]);
}

export function rtp(options: { source?: number; sequence?: number; type?: number; payload?: Buffer; extension?: Buffer } = {}): Buffer {
  const { extension } = options;
  const head = Buffer.alloc(12);
  head[0] = extension === undefined ? 0x80 : 0x90;
  head[1] = options.type ?? 111;
  head.writeUInt16BE((options.sequence ?? 0) & 0xffff, 2);
  head.writeUInt32BE(options.source ?? 0x1234, 8);
  const more = extension === undefined ? [] : [u16(0xbede), u16(extension.length / 4), extension];
  return Buffer.concat([head, ...more, options.payload ?? Buffer.from('sound')]);
}

/** One RTCP packet; its body is padded to whole words. */
export function rtcp(type: number, count: number, body: Buffer): Buffer {
  const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
  return Buffer.concat([Buffer.of(0x80 | count, type), u16(padded.length / 4), padded]);
}

export const receiverReport = rtcp(201, 0, Buffer.alloc(4, 7));

/** A chunk of source descriptions with its end. */
export function descriptions(...items: (readonly [type: number, text: string])[]): Buffer {
  const list = Buffer.concat(items.flatMap(([type, text]) => [Buffer.of(type, Buffer.byteLength(text)), Buffer.from(text)]));
  return Buffer.concat([Buffer.alloc(4, 9), list, Buffer.alloc(4 - (list.length % 4))]);
}

export function ntp(first: number, stratum = 0): Buffer {
  const bytes = Buffer.alloc(48);
  bytes[0] = first;
  bytes[1] = stratum;
  bytes.fill(0xab, 40);
  return bytes;
}

export function u16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function u24(value: number): Buffer {
  return Buffer.of(value >> 16, (value >> 8) & 0xff, value & 0xff);
}
