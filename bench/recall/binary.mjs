import { createRequire } from 'node:module';
import { encode as encodeMsgpack } from '@msgpack/msgpack';
import { encode as encodeCbor } from 'cbor2';
import { build as buildPlist } from 'plist';
import { bytesOf } from './encodings.mjs';

const createBplist = createRequire(import.meta.url)('bplist-creator');

/** Protobuf's base-128 varint. */
export function varint(number) {
  const bytes = [];
  let rest = BigInt(number);
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Buffer.from(bytes);
}

/** A protobuf message without its schema, of pairs of number and value: whole numbers become varints, others doubles, all else is length-delimited. */
export function protobuf(...fields) {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number' && !Number.isInteger(value)) return [varint((number << 3) | 1), double(value)];
      if (typeof value === 'number' || typeof value === 'bigint') return [varint((number << 3) | 0), varint(value)];
      const bytes = bytesOf(value);
      return [varint((number << 3) | 2), varint(bytes.length), bytes];
    }),
  );
}

function double(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** Two messages deep, among other fields. */
export const nestedProtobuf = (value) => protobuf([1, 7], [2, 'session_start'], [4, protobuf([1, 1], [3, protobuf([1, 3], [2, value])])]);
/** Length-prefixed, not compressed (gRPC over HTTP/2). */
export function grpcFrame(bytes) {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

const record = (value) => ({ event: 'session_start', count: 41, user: { active: true, value, tags: ['a', 'b'] } });
export const msgpack = (value) => Buffer.from(encodeMsgpack(record(value)));
/** `cbor2` writes what has `toJSON`, as buffers do, as a map. */
export const cbor = (value) => Buffer.from(encodeCbor(record(Buffer.isBuffer(value) ? new Uint8Array(value) : value)));
/** RFC 8949, section 3.2.3: a text string of no stated length, in chunks of five bytes. */
export function cborChunks(text) {
  const chunks =
    bytesOf(text)
      .toString('latin1')
      .match(/.{1,5}/gs) ?? [];
  const string = chunks.flatMap((chunk) => [Buffer.from([0x60 | chunk.length]), Buffer.from(chunk, 'latin1')]);
  return Buffer.concat([
    Buffer.from([0xa2, 0x65]),
    Buffer.from('event'),
    Buffer.from([0x07, 0x65]),
    Buffer.from('value'),
    Buffer.from([0x7f]),
    ...string,
    Buffer.from([0xff]),
  ]);
}
export const plist = (value) => buildPlist(record(value));
export const bplist = (value) => Buffer.from(createBplist(record(value)));
/** Big-endian. */
export const u32 = (number) => number32(number, 'writeUInt32BE');
export const u32le = (number) => number32(number, 'writeUInt32LE');
export const u64 = (number) => number64(number, 'writeBigUInt64BE');
export const u64le = (number) => number64(number, 'writeBigUInt64LE');

function number32(number, write) {
  const bytes = Buffer.alloc(4);
  bytes[write](Number(number));
  return bytes;
}

function number64(number, write) {
  const bytes = Buffer.alloc(8);
  bytes[write](BigInt(number));
  return bytes;
}
