import { realHello } from '../../../harness/tls-hello.js';

/** What Node sends as a TLS client. */
export const clientHello: Buffer = await realHello({ servername: 'mail.test' });

/** The same handshake message in records of at most `size` bytes (RFC 8446, section 5.1). */
export function fragmented(hello: Buffer, size: number): Buffer {
  const message = hello.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const fragment = message.subarray(at, at + size);
    records.push(Buffer.from([0x16, 3, 1, fragment.length >> 8, fragment.length & 0xff]), fragment);
  }
  return Buffer.concat(records);
}
