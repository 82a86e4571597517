import { isIP } from 'node:net';

/** A resolver to ask: an IP literal without brackets, and its port. */
export interface NameServer {
  readonly address: string;
  readonly port: number;
}

const defaultPort = 53;

/** Reads `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`, as `dns.getServers()` writes them; nothing for anything else. */
export function parseNameServer(text: string): NameServer | undefined {
  if (isIP(text) !== 0) return { address: text, port: defaultPort };
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const address = bracketed ?? bare ?? '';
  const number = port === undefined ? defaultPort : Number(port);
  if (isIP(address) !== (bracketed === undefined ? 4 : 6) || number < 1 || number > 65_535) return undefined;
  return { address, port: number };
}
