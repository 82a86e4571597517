/** TLS AlertDescription numbers that we send ourselves (RFC 8446, section 6). */
export const alertNumbers = { handshakeFailure: 40, protocolVersion: 70, internalError: 80 } as const;

/** A fatal alert as one plaintext TLS record: the only bytes a client needs to see before any ServerHello to fail with exactly this alert. */
export function alertRecord(alert: number): Buffer {
  return Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, alert & 0xff]);
}

/** The alert number in an OpenSSL error (`… SSL alert number 48`), when the error is an alert received from the peer. */
export function alertNumberOf(error: Error): number | undefined {
  const found = /SSL alert number (\d{1,3})/.exec(error.message)?.[1];
  return found === undefined ? undefined : Number(found);
}
