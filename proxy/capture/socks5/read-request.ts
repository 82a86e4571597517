import { readAddress, type SocksAddress } from './read-address.js';

/** BIND is read, to be refused. */
export type SocksCommand = 'connect' | 'bind' | 'udp-associate';

export interface SocksRequest {
  readonly command: SocksCommand;
  readonly address: SocksAddress;
}

export type RequestReading =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-command' }
  | { readonly kind: 'unknown-address-type' }
  | { readonly kind: 'read'; readonly value: SocksRequest; readonly end: number };

const commands: readonly (SocksCommand | undefined)[] = [undefined, 'connect', 'bind', 'udp-associate'];

/** Reads a request (RFC 1928, section 4). What RSV holds is ignored. A command or address type that is none ends the reading: what follows has no known length. */
export function readRequest(bytes: Buffer): RequestReading {
  const [version, code] = bytes;
  if (version !== undefined && version !== 0x05) return { kind: 'malformed' };
  if (code === undefined) return { kind: 'incomplete' };
  const command = commands[code];
  if (command === undefined) return { kind: 'unknown-command' };
  const reading = readAddress(bytes, 3);
  switch (reading.kind) {
    case 'incomplete':
      return reading;
    case 'unknown-type':
      return { kind: 'unknown-address-type' };
    case 'read':
      return { kind: 'read', value: { command, address: reading.address }, end: reading.end };
  }
}
