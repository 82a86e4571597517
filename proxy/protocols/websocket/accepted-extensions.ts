import { createRequire } from 'node:module';

/** What the origin accepted: whether messages may be compressed, and for each direction whether the compressor keeps its window. */
export interface AcceptedExtensions {
  readonly deflate: { readonly clientKeepsWindow: boolean; readonly serverKeepsWindow: boolean } | undefined;
  /** Another extension was accepted, or the header cannot be read: frames with its reserved bits cannot. */
  readonly unknown: boolean;
}

type Parse = (header: string) => Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

let parse: Parse | undefined;

/** Loaded with the first upgrade: the package brings all of a client and a server. */
function parser(): Parse {
  parse ??= (createRequire(import.meta.url)('ws') as { readonly extension: { readonly parse: Parse } }).extension.parse;
  return parse;
}

/** Reads the Sec-WebSocket-Extensions of a 101 response (RFC 6455, section 9.1; RFC 7692, section 7.1). */
export function acceptedExtensions(header: string | undefined): AcceptedExtensions {
  if (header === undefined || header.trim() === '') return { deflate: undefined, unknown: false };
  let accepted: ReturnType<Parse>;
  try {
    accepted = parser()(header);
  } catch (error) {
    // The package throws on a header that is none: the origin is at fault, not we.
    if (error instanceof SyntaxError) return { deflate: undefined, unknown: true };
    throw error;
  }
  const [deflate, ...more] = accepted['permessage-deflate'] ?? [];
  const unknown = more.length > 0 || Object.keys(accepted).some((name) => name !== 'permessage-deflate');
  if (deflate === undefined) return { deflate: undefined, unknown };
  return {
    deflate: {
      clientKeepsWindow: !('client_no_context_takeover' in deflate),
      serverKeepsWindow: !('server_no_context_takeover' in deflate),
    },
    unknown,
  };
}
