import { HpackEncoder } from './hpack-encoder.js';

/** The connection preface of the client (RFC 9113, section 3.4). */
export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

export const flag = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

export function frame(type: number, flags: number, stream: number, payload: Buffer | string = ''): Buffer {
  const bytes = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : payload;
  const head = Buffer.alloc(9);
  head.writeUIntBE(bytes.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}

export function settings(...pairs: readonly (readonly [id: number, value: number])[]): Buffer {
  const payload = Buffer.alloc(pairs.length * 6);
  for (const [index, [id, value]] of pairs.entries()) {
    payload.writeUInt16BE(id, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  }
  return frame(4, 0, 0, payload);
}

export function data(stream: number, content: Buffer | string, end = false): Buffer {
  return frame(0, end ? flag.endStream : 0, stream, content);
}

export function reset(stream: number, code = 8): Buffer {
  return frame(3, 0, stream, number32(code));
}

export function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** What one end writes: frames with field sections that share the end's HPACK table. */
export class Http2Writer {
  readonly fields = new HpackEncoder();

  headers(stream: number, list: readonly string[], end = false): Buffer {
    return frame(1, flag.endHeaders | (end ? flag.endStream : 0), stream, this.fields.encode(list));
  }

  /** A field section in frames of at most `most` bytes. */
  cutHeaders(stream: number, list: readonly string[], most: number, end = false): Buffer {
    const section = this.fields.encode(list);
    const count = Math.max(1, Math.ceil(section.length / most));
    const frames = Array.from({ length: count }, (_, index) => {
      const flags = (index === count - 1 ? flag.endHeaders : 0) | (index === 0 && end ? flag.endStream : 0);
      return frame(index === 0 ? 1 : 9, flags, stream, section.subarray(index * most, (index + 1) * most));
    });
    return Buffer.concat(frames);
  }

  promise(stream: number, promised: number, list: readonly string[]): Buffer {
    return frame(5, flag.endHeaders, stream, Buffer.concat([number32(promised), this.fields.encode(list)]));
  }
}

/** A request's fields, as a client orders them. */
export function requestFields(method: string, path: string, ...others: string[]): string[] {
  return [':method', method, ':scheme', 'https', ':path', path, ':authority', 'a.example', ...others];
}
