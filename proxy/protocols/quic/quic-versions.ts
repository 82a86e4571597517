/** What differs between the QUIC versions whose Initial packets we can open. */
export interface QuicVersion {
  readonly number: number;
  readonly initialSalt: Buffer;
  /** What the labels of key, IV and header protection begin with. */
  readonly labelPrefix: string;
  /** The two bits of the first byte that mark an Initial packet, and a Retry. */
  readonly initialType: number;
  readonly retryType: number;
}

const versions: readonly QuicVersion[] = [
  {
    // RFC 9000, section 17.2, and RFC 9001, section 5.2.
    number: 1,
    initialSalt: Buffer.from('38762cf7f55934b34d179ae6a4c80cadccbb7f0a', 'hex'),
    labelPrefix: 'quic ',
    initialType: 0,
    retryType: 3,
  },
  {
    // RFC 9369, section 3.
    number: 0x6b3343cf,
    initialSalt: Buffer.from('0dede3def700a6db819381be6e269dcbf9bd2ed9', 'hex'),
    labelPrefix: 'quicv2 ',
    initialType: 1,
    retryType: 0,
  },
];

/** The version with this number on the wire, if its Initial packets can be opened here (1 and 2). */
export function quicVersion(number: number): QuicVersion | undefined {
  return versions.find((version) => version.number === number);
}

/**
 * Whether a version number that we cannot open is still one that only QUIC uses: reserved to force negotiation (RFC 9000, section 15), IETF
 * drafts (0xff0000xx), the draft of version 2, Google QUIC (`Q` and `T` with digits), Facebook's and Microsoft's own.
 */
export function isKnownQuicFamily(number: number): boolean {
  const value = number >>> 0;
  if ((value & 0x0f0f0f0f) === 0x0a0a0a0a) return true;
  if (value >>> 8 === 0xff0000 || value === 0x709a50c4) return true;
  const letter = value >>> 24;
  if ((letter === 0x51 || letter === 0x54) && isDigit(value >>> 16) && isDigit(value >>> 8) && isDigit(value)) return true;
  return value >>> 4 === 0xfaceb00 || value >>> 4 === 0xabcd000;
}

function isDigit(value: number): boolean {
  const code = value & 0xff;
  return code >= 0x30 && code <= 0x39;
}
