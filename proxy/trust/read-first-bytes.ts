import type { FirstBytes } from '../../model/index.js';
import { classify } from '../protocols/classify.js';
import { HpackDecoder } from '../protocols/hpack/hpack-decoder.js';
import { FrameReader } from '../protocols/http2/frame-reader.js';

/** The connection preface of a client (RFC 9113, section 3.4), behind which frames begin. */
const prefaceLength = 24;
const sectionLimit = 16 * 1024;
const listLimit = 64 * 1024;

type Named = Pick<FirstBytes, 'method' | 'host'>;

/**
 * Says what the first application data of a device looks like: its protocol, and for HTTP the method and the host that it is for, where they are
 * there and well-formed. Never throws; keeps nothing of `bytes`. `length` may be larger than what was kept to be looked at.
 */
export function readFirstBytes(bytes: Buffer, length: number): FirstBytes {
  const protocol = classify('client-to-server', bytes);
  switch (protocol) {
    case 'http1':
      return { length, protocol: 'http/1.1', ...readHttp1(bytes) };
    case 'http2-preface':
      return { length, protocol: 'h2', ...readHttp2(bytes) };
    case 'mqtt':
    case 'tls':
      return { length, protocol, ...named(undefined, undefined) };
    case 'opaque':
    case 'undecided':
      return { length, protocol: 'unknown', ...named(undefined, undefined) };
  }
}

function readHttp1(bytes: Buffer): Named {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n', 4);
  const [start = '', ...lines] = (end === -1 ? text : text.slice(0, end)).trimStart().split('\r\n');
  const field = lines.find((line) => line.slice(0, 5).toLowerCase() === 'host:');
  return named(start.split(' ', 1)[0], field?.slice(5).trim());
}

/** The first request of the connection, if its field section has come. */
function readHttp2(bytes: Buffer): Named {
  const hpack = new HpackDecoder(listLimit);
  let fields: readonly string[] = [];
  const reader = new FrameReader(
    {
      section(_stream, promised, _endStream, section, from, to) {
        const list = promised === 0 && fields.length === 0 ? hpack.decode(section, from, to) : [];
        if (typeof list !== 'string') fields = list;
        return undefined;
      },
      data: () => undefined,
      endStream: () => undefined,
      reset: () => undefined,
      setting: () => undefined,
      other: () => undefined,
    },
    sectionLimit,
  );
  reader.feed(bytes.subarray(prefaceLength), 0, 0);
  return named(fieldNamed(fields, ':method'), fieldNamed(fields, ':authority') ?? fieldNamed(fields, 'host'));
}

function fieldNamed(fields: readonly string[], name: string): string | undefined {
  const at = fields.findIndex((text, index) => index % 2 === 0 && text === name);
  return at === -1 ? undefined : fields[at + 1];
}

/** What is no method or no host is not shown: it may be anything. */
function named(method: string | undefined, host: string | undefined): Named {
  return {
    method: method !== undefined && /^[A-Z][A-Z-]{1,31}$/.test(method) ? method : null,
    host: host !== undefined && /^[A-Za-z0-9._:[\]-]{1,255}$/.test(host) ? host.toLowerCase() : null,
  };
}
