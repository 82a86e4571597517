import { type ClientHello, readClientHelloMessage } from '../../tls/client-hello-message.js';
import { dtlsRecordHeaderLength } from './is-dtls-datagram.js';
import { Reassembly } from './reassembly.js';

/** `more`: the ClientHello has begun, but is not whole. `done`: nothing more will come of it; `hello` is absent when none was read. */
export type DtlsReading = { readonly kind: 'done'; readonly hello?: ClientHello } | { readonly kind: 'more' };

const handshake = 22;
const clientHello = 1;
const fragmentHeaderLength = 12;

/**
 * Reads the names in the ClientHello of a DTLS handshake (RFC 6347, section 4.2), whole or in fragments, from whichever side opens it. The
 * hello with a cookie is as good as the one before. Keeps at most 64 KiB.
 */
export class DtlsHelloReader {
  #sequence = -1;
  #stream = new Reassembly();

  /** @param datagram what `isDtlsDatagram` took; only borrowed */
  feed(datagram: Buffer): DtlsReading {
    let at = 0;
    while (at + dtlsRecordHeaderLength <= datagram.length) {
      const end = at + dtlsRecordHeaderLength + datagram.readUInt16BE(at + 11);
      const isPlainHandshake = datagram[at] === handshake && datagram.readUInt16BE(at + 3) === 0;
      if (end > datagram.length) break;
      if (isPlainHandshake) {
        const reading = this.#record(datagram.subarray(at + dtlsRecordHeaderLength, end));
        if (reading !== undefined) return reading;
      }
      at = end;
    }
    return this.#sequence >= 0 ? { kind: 'more' } : { kind: 'done' };
  }

  #record(record: Buffer): DtlsReading | undefined {
    let at = 0;
    while (at + fragmentHeaderLength <= record.length) {
      const total = record.readUIntBE(at + 1, 3);
      const sequence = record.readUInt16BE(at + 4);
      const offset = record.readUIntBE(at + 6, 3);
      const length = record.readUIntBE(at + 9, 3);
      const body = record.subarray(at + fragmentHeaderLength, at + fragmentHeaderLength + length);
      if (body.length < length || offset + length > total) return undefined;
      if (record[at] === clientHello) {
        if (total > this.#stream.limit) return { kind: 'done' };
        if (sequence !== this.#sequence) this.#stream = new Reassembly();
        this.#sequence = sequence;
        if (!this.#stream.put(offset, body)) return { kind: 'done' };
        const message = this.#stream.front();
        if (message.length >= total) return readHello(message.subarray(0, total));
      }
      at += fragmentHeaderLength + length;
    }
    return undefined;
  }
}

/** Puts one header before the whole message, as if it had not been cut. */
function readHello(body: Buffer): DtlsReading {
  const header = Buffer.alloc(fragmentHeaderLength);
  header[0] = clientHello;
  header.writeUIntBE(body.length, 1, 3);
  header.writeUIntBE(body.length, 9, 3);
  const reading = readClientHelloMessage(Buffer.concat([header, body]), 'dtls');
  return reading.kind === 'complete' ? { kind: 'done', hello: reading.hello } : { kind: 'done' };
}
